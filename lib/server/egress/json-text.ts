/**
 * Finding the parts of a JSON text without changing a character of them, which parsing would: long numbers lose their
 * last digits. For texts that `JSON.parse` has taken; nothing here checks them again.
 */

const NOT_SPACE = /[^\s]/g;
const BRACKET_OR_QUOTE = /["[\]{}]/g;
const END_OF_PLAIN = /[\s,\]}]|$/g;

/** Where the value of a member of the object that begins at or after `position` stands: of two of one name, the last. */
export function memberAt(text: string, position: number, name: string): number {
  let found = -1;
  for (let at = next(text, next(text, position) + 1); text[at] !== "}"; ) {
    const endOfName = endOfValue(text, at);
    const value = next(text, next(text, endOfName) + 1);
    if (JSON.parse(text.slice(at, endOfName)) === name) found = value;
    at = afterComma(text, endOfValue(text, value));
  }
  return found;
}

/** The texts of the elements of the array that begins at or after `position`. */
export function elementsOf(text: string, position: number): string[] {
  const elements: string[] = [];
  for (let at = next(text, next(text, position) + 1); text[at] !== "]"; ) {
    const end = endOfValue(text, at);
    elements.push(text.slice(at, end));
    at = afterComma(text, end);
  }
  return elements;
}

function next(text: string, from: number): number {
  return search(text, NOT_SPACE, from);
}

function afterComma(text: string, from: number): number {
  const at = next(text, from);
  return text[at] === "," ? next(text, at + 1) : at;
}

/** Where the value that begins here has ended. */
function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfText(text, start);
  if (text[start] !== "{" && text[start] !== "[") return search(text, END_OF_PLAIN, start);
  let depth = 0;
  let at = start;
  do {
    at = search(text, BRACKET_OR_QUOTE, at);
    if (text[at] === '"') at = endOfText(text, at);
    else {
      depth += text[at] === "{" || text[at] === "[" ? 1 : -1;
      at += 1;
    }
  } while (depth > 0);
  return at;
}

function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}

/** Where a pattern is found next; the end of the text where it is not, so that no loop goes on for ever. */
function search(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

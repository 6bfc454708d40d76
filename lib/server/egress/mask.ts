/** What stands where a response repeated the key. */
export const MASK = "[masked]";

/** Shorter pieces of base64 occur by chance. */
const MIN_BASE64_CHARACTERS = 8;

/** Masks a text that comes in pieces. What stands at the end of a piece may be held back until the next one. */
export interface StreamingMask {
  /** The next piece: gives what is settled. Never holds back more than the longest form of the key. */
  push(text: string): string;
  /** There is no more: gives the rest. */
  end(): string;
}

/**
 * A function that masks a key of ASCII wherever a text repeats it: as it is, or escaped for JSON,
 * URLs or HTML, in any mixture, or within base64 at any offset (as in `Basic` authorization).
 * No regular expression is made of the key: long ones overflow the engine, whose error quotes them.
 */
export function maskOf(key: string): (text: string) => string {
  const finders = findersOf(key);
  return (text) => {
    const masking = new Masking(finders, 0);
    return masking.push(text) + masking.end();
  };
}

/** The same for texts that come in pieces: however they are cut, the result is that of the whole text. */
export function streamingMaskOf(key: string): StreamingMask {
  return new Masking(findersOf(key), longestForm(key));
}

/** Where a way to write the key occurs next, from a position on and before another; null where it does not. */
type Finder = (text: string, from: number, before: number) => { start: number; end: number } | null;

function findersOf(key: string): Finder[] {
  return [writtenFinder(key), ...base64Forms(key).map(literalFinder)];
}

/** The most characters that one of the key is written with: `&#00000123;`. */
const CHARACTER_FORM_MAX = 11;

function longestForm(key: string): number {
  return Math.max(CHARACTER_FORM_MAX * key.length, ...base64Forms(key).map((form) => form.length));
}

/** Replaces what any finder finds; where findings overlap, all that they cover becomes one mask. */
class Masking implements StreamingMask {
  readonly #finders: readonly Finder[];
  readonly #heldBack: number;
  /** Where each finder goes on, in `#rest`. */
  readonly #from: number[];
  #rest = "";
  /** So much of the beginning of `#rest` belongs to a mask that was given already. */
  #covered = 0;

  constructor(finders: readonly Finder[], heldBack: number) {
    this.#finders = finders;
    this.#heldBack = heldBack;
    this.#from = finders.map(() => 0);
  }

  push(text: string): string {
    this.#rest += text;
    return this.#settle(this.#rest.length - this.#heldBack);
  }

  end(): string {
    return this.#settle(this.#rest.length);
  }

  /** Gives what stands before `settled`: whatever begins there is whole in `#rest`. */
  #settle(settled: number): string {
    if (settled <= 0) return "";
    const text = this.#rest;
    let output = "";
    let done = this.#covered;
    for (const { start, end } of this.#findings(settled)) {
      if (start >= done) output += text.slice(done, start) + MASK;
      done = Math.max(done, end);
    }
    if (done < settled) output += text.slice(done, settled);
    this.#covered = Math.max(0, done - settled);
    this.#rest = text.slice(settled);
    return output;
  }

  #findings(settled: number): { start: number; end: number }[] {
    const findings: { start: number; end: number }[] = [];
    for (const [index, find] of this.#finders.entries()) {
      let from = this.#from[index] ?? 0;
      for (;;) {
        const found = find(this.#rest, from, settled);
        if (found === null) break;
        findings.push(found);
        from = found.end;
      }
      this.#from[index] = Math.max(0, from - settled);
    }
    return findings.sort((a, b) => a.start - b.start);
  }
}

function literalFinder(form: string): Finder {
  return (text, from, before) => {
    const start = text.indexOf(form, from);
    return start === -1 || start >= before ? null : { start, end: start + form.length };
  };
}

/** Where a character may begin that is not written as itself. */
const ESCAPES = "\\%&+";

function writtenFinder(key: string): Finder {
  const starts = new RegExp(`[${[...((key[0] ?? "") + ESCAPES)].map(hexEscape).join("")}]`, "g");
  return (text, from, before) => {
    starts.lastIndex = from;
    for (let start = starts.exec(text); start !== null; start = starts.exec(text)) {
      if (start.index >= before) return null;
      const end = endOfKey(text, start.index, key);
      if (end !== null) return { start: start.index, end };
    }
    return null;
  };
}

function hexEscape(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

/** Where the key ends if it is written from here on. Follows all readings, as escapes are ambiguous. */
function endOfKey(text: string, start: number, key: string): number | null {
  let ends = [start];
  for (const character of key) {
    const next = ends.flatMap((end) => endsOfCharacter(text, end, character));
    if (next.length === 0) return null;
    ends = next.length === 1 ? next : [...new Set(next)];
  }
  return Math.max(...ends);
}

/** Texts are escaped within escaped texts, but not without end: the bound keeps masking linear. */
const MAX_ESCAPINGS = 3;

/** Every place where a character ends that is written here in one of the usual ways. */
function endsOfCharacter(text: string, start: number, character: string): number[] {
  const code = character.charCodeAt(0);
  const ends = text[start] === character ? [start + 1] : [];
  switch (text[start]) {
    case "\\":
      for (let at = start + 1; at <= start + MAX_ESCAPINGS && text[at - 1] === "\\"; at += 1) {
        if (text[at] === character) ends.push(at + 1);
        if (text.startsWith("u00", at) && hexAt(text, at + 3) === code) ends.push(at + 5);
        if (text[at] === "x" && hexAt(text, at + 1) === code) ends.push(at + 3);
      }
      break;
    case "%":
      for (let at = start + 1; at <= start + 1 + 2 * MAX_ESCAPINGS; at += 2) {
        if (hexAt(text, at) === code) ends.push(at + 2);
        if (!text.startsWith("25", at)) break;
      }
      break;
    case "&": {
      const entity = entityAt(text, start);
      if (entity?.code === code) ends.push(entity.end);
      break;
    }
    case "+":
      if (character === " ") ends.push(start + 1);
      break;
  }
  return ends;
}

function hexAt(text: string, at: number): number | null {
  const digits = text.slice(at, at + 2);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : null;
}

const ENTITY = /&(?:#0{0,5}(?<decimal>\d{1,3})|#x0{0,5}(?<hex>[0-9a-f]{2})|(?<name>amp|lt|gt|quot|apos));?/iy;
const ENTITY_NAMES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** What an HTML entity stands for, and where it ends. */
function entityAt(text: string, at: number): { code: number; end: number } | null {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (match === null) return null;
  const { decimal, hex, name = "" } = match.groups ?? {};
  const named = ENTITY_NAMES[name.toLowerCase()]?.charCodeAt(0) ?? 0;
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : named;
  return { code, end: at + match[0].length };
}

/**
 * How base64 looks that holds the key, longest first. Inside of more it starts at one of three
 * offsets to the groups of three bytes; of these only what no neighbouring byte changes is taken.
 */
function base64Forms(key: string): string[] {
  const whole = Buffer.from(key).toString("base64");
  const parts = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]);
    return bytes.toString("base64").slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
  });
  const forms = [whole, whole.replace(/=+$/, ""), ...parts]
    .filter((form) => form.length >= MIN_BASE64_CHARACTERS)
    .flatMap((form) => [
      form,
      form.replaceAll("/", "\\/"),
      form.replaceAll("+", "-").replaceAll("/", "_"),
      encodeURIComponent(form),
    ]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** What stands where a response repeated the key. */
export const MASK = "[masked]";

/** Shorter pieces of base64 occur by chance. */
const MIN_BASE64_CHARACTERS = 8;

/**
 * A function that masks a key wherever a text repeats it: as it is, or escaped for JSON, URLs or
 * HTML, in any mixture, or within base64 at any offset (as in `Basic` authorization).
 */
export function maskOf(key: string): (text: string) => string {
  const anywhere = new RegExp([...base64Patterns(key), escapedPattern(key)].join("|"), "g");
  return (text) => text.replace(anywhere, MASK);
}

function escapedPattern(key: string): string {
  return [...key].map(characterPattern).join("");
}

const HTML_NAMES: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
};

/** Every usual way to write one ASCII character. Repetition is bounded, so that masking takes linear time. */
function characterPattern(character: string): string {
  const code = character.charCodeAt(0);
  const hex = hexPattern(code.toString(16).padStart(2, "0"));
  const forms = [
    `\\\\{0,3}\\x${code.toString(16).padStart(2, "0")}`,
    `%(?:25){0,3}${hex}`,
    `\\\\{1,3}(?:u00|x)${hex}`,
    `&#(?:0{0,5}${code}|[xX]0{0,5}${hex});?`,
  ];
  const htmlName = HTML_NAMES[character];
  if (htmlName !== undefined) forms.unshift(`&${htmlName};`);
  if (character === " ") forms.push("\\+");
  return `(?:${forms.join("|")})`;
}

function hexPattern(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/**
 * A key inside a longer base64 text starts at one of three offsets to its groups of three bytes.
 * Each pattern is the part that does not depend on the bytes before and after.
 */
function base64Patterns(key: string): string[] {
  const whole = base64Pattern(Buffer.from(key).toString("base64").replace(/=+$/, ""));
  const parts = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]);
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor((bytes.length * 8) / 6);
    return bytes.toString("base64").slice(start, end);
  });
  return [
    ...(key.length >= MIN_BASE64_CHARACTERS / 2 ? [`${whole}={0,2}`] : []),
    ...parts.filter((part) => part.length >= MIN_BASE64_CHARACTERS).map(base64Pattern),
  ];
}

/** Both alphabets, with their characters escaped for JSON or a URL or not. */
function base64Pattern(base64: string): string {
  return base64.replaceAll("+", "(?:[+]|-|%2[bB])").replaceAll("/", "(?:\\\\?[/]|_|%2[fF])");
}

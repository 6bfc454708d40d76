/** Opening quotes, each with what may close it. People paste from documents as often as from terminals. */
const QUOTES = new Map([
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
  ["“", "”"],
  ["”", "”"],
  ["„", "“”"],
  ["‘", "’"],
  ["’", "’"],
  ["‚", "‘’"],
  ["«", "»"],
  ["»", "«"],
  ["‹", "›"],
  ["›", "‹"],
]);

/** What a cleaned key is, and what was around it, in words that complete "Removed …". */
export interface CleanedKey {
  key: string;
  removed: string[];
}

type Step = (text: string) => { rest: string; removed: string } | null;

/**
 * Takes away what is certainly not the key: white space, line ends and invisible characters around it,
 * matching quotes, the given prefixes (`X-API-Key:`, `PEOPLE_AI_API_KEY=`) and what a shell puts before
 * them (`export`, `-H`). What is left is one unbroken piece of `text`; its middle is never touched.
 * Cleaning a cleaned key changes nothing.
 */
export function cleanPastedKey(text: string, prefixes: readonly string[]): CleanedKey {
  const steps: Step[] = [
    withoutSpace,
    withoutInvisible,
    (rest) => withoutPrefix(rest, prefixes),
    withoutQuotes,
  ];
  const removed = new Set<string>();
  let key = text;
  for (let taken = firstTaken(key, steps); taken !== null; taken = firstTaken(key, steps)) {
    key = taken.rest;
    removed.add(taken.removed);
  }
  return { key, removed: [...removed] };
}

/** What the first step that finds something takes. Their order counts: the quotes of a quoted prefix are not the key's. */
function firstTaken(text: string, steps: readonly Step[]): ReturnType<Step> {
  for (const step of steps) {
    const taken = step(text);
    if (taken !== null) return taken;
  }
  return null;
}

/** One sentence for the person who pasted, or an empty string when nothing was removed. */
export function describeRemoved(removed: readonly string[]): string {
  if (removed.length === 0) return "";
  return `Removed ${new Intl.ListFormat("en").format(removed)}.`;
}

function withoutSpace(text: string) {
  const rest = text.trim();
  if (rest === text) return null;
  const around = text.slice(0, text.length - text.trimStart().length) + text.slice(text.trimEnd().length);
  const lineEnds = /[\r\n\u2028\u2029]/.test(around);
  return { rest, removed: lineEnds ? "the line ends around it" : "the white space around it" };
}

function withoutInvisible(text: string) {
  const rest = text.replace(/^[\p{Cc}\p{Cf}]+|[\p{Cc}\p{Cf}]+$/gu, "");
  return rest === text ? null : { rest, removed: "invisible characters around it" };
}

function withoutQuotes(text: string) {
  const closing = QUOTES.get(text.charAt(0));
  if (text.length < 2 || closing === undefined || !closing.includes(text.charAt(text.length - 1)))
    return null;
  return { rest: text.slice(1, -1), removed: "the quotes around it" };
}

function withoutPrefix(text: string, prefixes: readonly string[]) {
  for (const prefix of prefixes) {
    const found = prefixPattern(prefix).exec(text);
    if (found === null || found[0] === "") continue;
    const rest = text.slice(found[0].length);
    const removed = `“${found[0].trim()}” before it`;
    const opened = found.groups?.opened;
    if (!opened) return { rest, removed };
    // `-H "X-API-Key: …"`: the quote that stands before the prefix is closed after the key.
    const closed = rest.replace(new RegExp(`${opened}\\s*\\\\?$`), "");
    if (closed !== rest) return { rest: closed, removed };
  }
  return null;
}

/**
 * The prefix in any case, also as a quoted name (`"X-API-Key": …`), with white space where people put
 * it, and after `export` or `-H "` if they are there.
 */
function prefixPattern(prefix: string): RegExp {
  const sign = /[:=]?$/.exec(prefix.trim())?.[0] ?? "";
  const name = prefix
    .trim()
    .slice(0, prefix.trim().length - sign.length)
    .replace(/\W/g, "\\$&");
  const shell = `export\\s+|(?:-H|--header)[\\s=]*(?<opened>["']?)\\s*`;
  return new RegExp(`^(?:${shell})?(?<quote>["']?)${name}\\k<quote>\\s*${sign}\\s*`, "i");
}

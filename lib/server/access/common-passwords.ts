/** Fewer different characters than this are a pattern, however long it is. */
const DISTINCT_MIN = 5;
/** Of one's own words in a password, those of fewer letters may be there by chance. */
const OWN_WORD_MIN = 3;
/** So many characters besides one's own words make a password of its own. */
const OTHER_CHARACTERS_MIN = 6;

/**
 * Whether a password is among the first that anybody would try: one of `common`, whatever digits and
 * signs stand around it; two of them in a row; a piece that is repeated; or a walk along the alphabet.
 * `common` is in lower case.
 */
export function isCommon(password: string, common: ReadonlySet<string>): boolean {
  const text = comparable(password);
  const letters = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return (
    common.has(text) ||
    common.has(letters) ||
    isTwoOf(text, common) ||
    new Set(text).size < DISTINCT_MIN ||
    isRepeated(text) ||
    isWalk(text)
  );
}

/** Whether a password is made of words that everybody knows of its owner: name, address, this product. */
export function isOwnWords(password: string, { name, email }: { name: string; email: string }): boolean {
  const words = `${name} ${email} tessera`
    .split(/[^\p{L}\p{N}]+/u)
    .map(comparable)
    .filter((word) => word.length >= OWN_WORD_MIN)
    .sort((one, other) => other.length - one.length);
  let rest = comparable(password);
  if (!words.some((word) => rest.includes(word))) return false;
  for (const word of words) rest = rest.replaceAll(word, "");
  return rest.replaceAll(/[^\p{L}\p{N}]+/gu, "").length < OTHER_CHARACTERS_MIN;
}

function comparable(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function isTwoOf(text: string, common: ReadonlySet<string>): boolean {
  for (let at = 1; at < text.length; at += 1) {
    if (common.has(text.slice(0, at)) && common.has(text.slice(at))) return true;
  }
  return false;
}

/** One piece, two times or more: a text that is found in itself, moved by less than its length. */
function isRepeated(text: string): boolean {
  return (text + text).indexOf(text, 1) < text.length;
}

/** Each character follows the one before it, upwards or downwards: `abcdefghijkl`, `987654321098`. */
function isWalk(text: string): boolean {
  const walks = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "12345678901234567890"];
  return walks.some((walk) => walk.includes(text) || [...walk].reverse().join("").includes(text));
}

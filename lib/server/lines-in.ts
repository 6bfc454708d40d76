/** A line of JSON Lines as it came in: what it says, or why that cannot be read. Lines are counted from 1. */
export type LineIn =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly wrong: string };

const MAX_LINE_BYTES = 64 * 1024;
/** So many are given at once, at most: an empty one is three bytes, and its answer is many more. */
const MAX_LINES = 100;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const ONLY_SPACE = /^[ \t]*$/;

/** A byte order mark is taken off by us, once: the decoder would take one off each line. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The lines of a body, read while they are wanted: memory holds one piece of the body and one line. What is wrong with a
 * line is said of it and the next one is read; no message repeats any of it. Empty lines are counted and left out.
 */
export async function* linesIn(body: AsyncIterable<Uint8Array>): AsyncGenerator<LineIn[]> {
  // A line that comes in pieces; of one that is too long, only that it is.
  const held = Buffer.alloc(MAX_LINE_BYTES + 1);
  let heldBytes = 0;
  let line = 0;
  let lines: LineIn[] = [];

  const hold = (piece: Uint8Array) => {
    const fits = piece.subarray(0, held.length - heldBytes);
    held.set(fits, heldBytes);
    heldBytes += fits.length;
  };
  const endLine = () => {
    line += 1;
    const read = lineOf(held.subarray(0, heldBytes), line);
    heldBytes = 0;
    if (read !== null) lines.push(read);
  };

  for await (const piece of body) {
    let start = 0;
    for (let end = piece.indexOf(LINE_FEED); end !== -1; end = piece.indexOf(LINE_FEED, start)) {
      hold(piece.subarray(start, end));
      endLine();
      start = end + 1;
      if (lines.length < MAX_LINES) continue;
      yield lines;
      lines = [];
    }
    hold(piece.subarray(start));
    if (lines.length > 0) yield lines;
    lines = [];
  }
  if (heldBytes > 0) endLine();
  if (lines.length > 0) yield lines;
}

/** What a line says; null where there is nothing in it. */
function lineOf(bytes: Buffer, line: number): LineIn | null {
  if (bytes.length > MAX_LINE_BYTES)
    return { line, wrong: "This line is over 64 KiB: send a smaller record." };
  const isMarked = line === 1 && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  try {
    const text = utf8.decode(bytes.subarray(isMarked ? BYTE_ORDER_MARK.length : 0, end));
    return ONLY_SPACE.test(text) ? null : { line, value: JSON.parse(text) };
  } catch {
    // The parser's own message quotes the line.
    return { line, wrong: "This line is not valid JSON in UTF-8: send one record a line." };
  }
}

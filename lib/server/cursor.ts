import { z } from "zod";
import { invalid } from "./errors.ts";

/** Parts of a position that PostgreSQL can compare: it knows no NUL, and no year 0. */
export const storableText = z.string().refine((text) => !text.includes("\0"));
export const storableMoment = z.iso.datetime().refine((moment) => !moment.startsWith("0000"));

/** Where a page ended, as text that only we read. */
export function encodeCursor(position: readonly (string | boolean | number | null)[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

const OF_A_LIST = "Use nextCursor of the page before, as it is, with the same sort.";

/** The position in a cursor that `encodeCursor` made; refused with `message` when it is not of `shape`. */
export function decodeCursor<T extends z.ZodType>(
  cursor: string,
  shape: T,
  message = OF_A_LIST,
): z.output<T> {
  return checkPosition(parseJson(Buffer.from(cursor, "base64url").toString()), shape, message);
}

/** A position as `shape` has it; refused when it is not of it. */
export function checkPosition<T extends z.ZodType>(
  position: unknown,
  shape: T,
  message = OF_A_LIST,
): z.output<T> {
  const parsed = shape.safeParse(position);
  if (parsed.success) return parsed.data;
  throw invalid([{ field: "cursor", message }]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

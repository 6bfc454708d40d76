import pino from "pino";

/**
 * The process's log: JSON Lines on standard output. Callers pass names and ids, never bodies, headers
 * or submitted values, so that there is nothing to redact.
 */
export const log = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ sync: true }),
);

/** What may be said of an unexpected error: its kind and where it came from, not the message, which may quote input. */
export function describeError(error: unknown): { kind: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const at = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { kind: error.name, ...code, at };
}

/** Something that was foreseen: its message is one sentence for the person at the terminal, without a stack. */
export class Failure extends Error {
  override name = "Failure";
}

/** The message of whatever was thrown, on one line. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, " ").trim();
}

/** The system's code of an error (`ENOENT`, `28P01`), or "". */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/**
 * What was sealed or wrapped does not open. The message is a sentence for people; it holds no part
 * of a key, and deliberately no cause: what OpenSSL says would add nothing.
 */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  /** The process shares its vault, and the parts of the app have copies of this class: each knows the others'. */
  static override [Symbol.hasInstance](value: unknown): value is UnreadableError {
    return value instanceof Error && value.name === "UnreadableError";
  }
}

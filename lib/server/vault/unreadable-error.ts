/**
 * What was sealed or wrapped does not open. The message is a sentence for people; it holds no part
 * of a key, and deliberately no cause: what OpenSSL says would add nothing.
 */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}

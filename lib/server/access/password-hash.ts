/** The library's hash of a password: scrypt with a salt of its own. Loaded when a password is set or asked for. */
export async function hashPassword(password: string): Promise<string> {
  const library = await import("better-auth/crypto");
  return library.hashPassword(password);
}

/** Whether `password` is the one that was hashed. */
export async function verifyPassword(asked: { hash: string; password: string }): Promise<boolean> {
  const library = await import("better-auth/crypto");
  return library.verifyPassword(asked);
}

import { randomBytes } from "node:crypto";
import { sessionSecret } from "./session-settings.ts";
import { signSessionToken } from "./session-token.ts";

const TOKEN_BYTES = 24;

/** What a session goes by: as long as the library's own. */
export function newSessionToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** The Set-Cookie header that gives a browser this session: of the library's name, and with its attributes. */
export async function sessionCookie(token: string): Promise<string> {
  const { auth } = await import("./auth.ts");
  const { sessionToken } = (await auth().$context).authCookies;
  const { path, maxAge, httpOnly, secure, sameSite } = sessionToken.attributes;
  return [
    `${sessionToken.name}=${signSessionToken(token, sessionSecret())}`,
    `Path=${path}`,
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    ...(sameSite === undefined ? [] : [`SameSite=${sameSite}`]),
    ...(httpOnly ? ["HttpOnly"] : []),
    ...(secure ? ["Secure"] : []),
  ].join("; ");
}

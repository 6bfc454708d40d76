import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Failure, messageOf } from "./failure.ts";
import { writePrivateFile } from "./files.ts";

const SHORTEST = 32;

/** The key that sessions are signed with, made at the first start. Never the keyring's: losing this one only signs people out. */
export function sessionSecretIn(home: string): string {
  const file = path.join(home, "session-secret");
  try {
    if (!existsSync(file)) writePrivateFile(file, randomBytes(32).toString("base64url"));
    const secret = readFileSync(file, "utf8").trim();
    if (secret.length >= SHORTEST) return secret;
  } catch (error) {
    throw new Failure(`The session secret cannot be read: ${messageOf(error)}.`);
  }
  throw new Failure(
    `${file} is too short to be a session secret: delete it, and Tessera makes a new one (everybody signs in again).`,
  );
}

/** The same, without making one: null where there is none. */
export function readSessionSecret(home: string): string | null {
  return existsSync(path.join(home, "session-secret")) ? sessionSecretIn(home) : null;
}

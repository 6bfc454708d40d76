import { createHash, randomBytes } from "node:crypto";

const RANDOM_BYTES = 32;

/** What the link of an invitation ends in: 256 random bits, as 43 characters that an address takes as they are. */
export function newInvitationToken(): string {
  return randomBytes(RANDOM_BYTES).toString("base64url");
}

/** What is kept of it: SHA-256, in hex. Nobody who reads the database can write the link. */
export function hashOfInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

import { expect, test } from "vitest";
import type { TokenSummary } from "@/lib/tokens.ts";
import { creationWords, endsSoon, endWords, lastUseWords } from "./token-words.ts";

const now = "2026-11-24T12:00:00.000Z";
const token = (changes: Partial<TokenSummary> = {}): TokenSummary => ({
  id: "t",
  name: "Nightly load",
  hint: "4f2a",
  state: "active",
  scopes: ["credentials:read"],
  credentials: null,
  createdBy: { id: "u", name: "Ada", isMember: true },
  createdAt: "2026-11-21T12:00:00.000Z",
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  ...changes,
});

test("a token says who created it, also when they have left or have no account any more", () => {
  expect(creationWords(token(), now)).toBe("Created by Ada 3 days ago");
  const left = token({ createdBy: { id: "u", name: "Ada", isMember: false } });
  expect(creationWords(left, now)).toBe("Created by Ada, who has left, 3 days ago");
  expect(creationWords(token({ createdBy: null }), now)).toMatch(/account is gone/);
});

test("a token says when it ends, and when it ended", () => {
  const expiresAt = "2026-11-28T00:00:00.000Z";
  expect(endWords(token(), now)).toBe("Never expires");
  expect(endWords(token({ expiresAt }), now)).toBe("Expires on 28 Nov 2026");
  expect(endWords(token({ state: "expired", expiresAt }), now)).toBe("Expired on 28 Nov 2026");
  const revoked = token({ state: "revoked", expiresAt, revokedAt: "2026-11-24T10:00:00.000Z" });
  expect(endWords(revoked, now)).toBe("Revoked 2 h ago");
  expect(endsSoon(token({ expiresAt }), now)).toBe(true);
  expect(endsSoon(token({ expiresAt: "2026-12-24T00:00:00.000Z" }), now)).toBe(false);
  expect(endsSoon(revoked, now)).toBe(false);
});

test("a token says whether it is in use", () => {
  expect(lastUseWords(token(), now)).toBe("Never used");
  expect(lastUseWords(token({ lastUsedAt: "2026-11-24T11:30:00.000Z" }), now)).toBe("Used 30 min ago");
});

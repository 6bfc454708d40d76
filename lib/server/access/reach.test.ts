import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Actor, TokenActor } from "./actor.ts";
import { credentialsInReach, integrationsInReach } from "./reach-store.ts";

const who = {
  organizationId: "o",
  organizationName: "Works",
  requestId: "r",
  address: null,
  name: "Somebody",
};
const person: Actor = {
  kind: "member",
  role: "owner",
  userId: "u",
  email: "u@example.com",
  sessionId: "s",
  ...who,
};
const token = (credentialIds: TokenActor["credentialIds"]): Actor => ({
  kind: "token",
  tokenId: "t",
  userId: "u",
  userName: "Ada",
  scopes: ["credentials:read"],
  credentialIds,
  ...who,
});

test("people, and tokens without a limit, reach what is their organization's", () => {
  for (const actor of [person, token(null)]) {
    expect(credentialsInReach(actor)).toMatchObject({ sql: 'c."organizationId" = ?', values: ["o"] });
    expect(integrationsInReach(actor)).toMatchObject({ sql: 'i."organizationId" = ?', values: ["o"] });
  }
});

test("a limited token reaches its credentials of the organization, and what uses them", () => {
  const limited = token(["a", "b"]);
  expect(credentialsInReach(limited)).toMatchObject({
    sql: '(c."organizationId" = ? AND c.id = ANY (?::uuid[]))',
    values: ["o", ["a", "b"]],
  });
  expect(integrationsInReach(limited)).toMatchObject({
    sql: '(i."organizationId" = ? AND i."credentialId" = ANY (?::uuid[]))',
    values: ["o", ["a", "b"]],
  });
});

test("a token whose credentials are all gone reaches none, not all", () => {
  expect(credentialsInReach(token([]))).toMatchObject({ values: ["o", []] });
});

/**
 * Data keys are the organization's as a whole: the vault finds them for whoever reached a credential already. What is
 * due is Tessera's own work, in all organizations; so is to save what was counted for all of them.
 */
const OF_NO_ACTOR = [
  "../credentials/data-key-store.ts",
  "../credentials/due-store.ts",
  "../receipts/collected-store.ts",
];

const stores = ["../credentials", "../integrations", "../receipts"]
  .flatMap((folder) =>
    globSync("*-store.ts", { cwd: join(import.meta.dirname, folder) }).map((file) => `${folder}/${file}`),
  )
  .filter((path) => !OF_NO_ACTOR.includes(path));

test.each(stores)("%s takes every condition on the organization from here", (path) => {
  const source = readFileSync(join(import.meta.dirname, path), "utf8");
  // What uses a credential that was reached is in reach.
  const asked = source.replaceAll('FROM "Integration" i WHERE i."credentialId" = c.id', "");
  if (/\b(FROM|JOIN|UPDATE) "(Credential|Integration)"/.test(asked)) {
    // `matching` begins with what is in reach.
    expect(source).toMatch(/(InReach|matching)\(actor/);
  }
  expect(source).not.toMatch(/"organizationId" =/);
  // The client's own queries would need a condition of another kind.
  expect(source).not.toMatch(/db\(\)\.(credential|integration)\b/);
});

import { expect, test } from "vitest";
import { roles, type Scope, scopes } from "../../access.ts";
import type { Actor, MemberActor, TokenActor } from "./actor.ts";
import { authorize, may, mayChange, mayChangeIntegration } from "./authorize.ts";
import type { Permission } from "./permissions.ts";

const organization = {
  organizationId: "o",
  organizationName: "Works",
  requestId: "r",
  address: null,
  name: "Somebody",
};
const member = (role: MemberActor["role"]): Actor => ({
  kind: "member",
  role,
  userId: "u",
  email: "u@example.com",
  sessionId: "s",
  ...organization,
});
const token = (...granted: TokenActor["scopes"]): Actor => ({
  kind: "token",
  tokenId: "t",
  userId: "u",
  userName: "U",
  scopes: granted,
  credentialIds: null,
  ...organization,
});

/** DESIGN.md's table: viewer, member, admin, owner; and the scope of a token. A permission without a row is an error. */
const table: Record<Permission, [string, Scope | null]> = {
  "credential:read": ["● ● ● ●", "credentials:read"],
  "credential:create": ["· ● ● ●", "credentials:write"],
  "credential:test": ["· ● ● ●", "credentials:use"],
  "credential:use": ["· ● ● ●", "credentials:use"],
  "credential:change-own": ["· ● ● ●", "credentials:write"],
  "credential:change-any": ["· · ● ●", "credentials:write"],
  "integration:read": ["● ● ● ●", "integrations:read"],
  "integration:create": ["· ● ● ●", "integrations:write"],
  "integration:change-own": ["· ● ● ●", "integrations:write"],
  "integration:change-any": ["· · ● ●", "integrations:write"],
  "member:manage": ["· · ● ●", null],
  "token:manage": ["· · ● ●", null],
  "webhook:manage": ["· · ● ●", null],
  "activity:read": ["· · ● ●", null],
  "owner:manage": ["· · · ●", null],
  "organization:change": ["· · · ●", null],
};

const rows = Object.entries(table) as [Permission, [string, Scope | null]][];

test.each(rows)("%s is given to %j", (permission, [row, scope]) => {
  const given = roles.map((role) => (may(member(role), permission) ? "●" : "·")).join(" ");
  expect(given).toBe(row);
  for (const each of scopes) expect(may(token(each), permission)).toBe(each === scope);
});

test("what is not given is refused with a sentence that says what is missing", () => {
  expect(() => authorize(member("viewer"), "credential:create")).toThrow(/Your role, viewer/);
  expect(() => authorize(token("credentials:read"), "credential:create")).toThrow(/scope credentials:write/);
  expect(() => authorize(token(...scopes), "token:manage")).toThrow(/A token cannot do this/);
});

test.each([mayChange, mayChangeIntegration])(
  "a member changes what is their own, an admin anybody's, a viewer nothing: %o",
  (change) => {
    expect(change(member("viewer"), "u")).toBe(false);
    expect(change(member("member"), "u")).toBe(true);
    expect(change(member("member"), "somebody else")).toBe(false);
    expect(change(member("member"), null)).toBe(false);
    expect(change(member("admin"), "somebody else")).toBe(true);
  },
);

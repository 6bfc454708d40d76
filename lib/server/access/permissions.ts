import type { Role, Scope } from "../../access.ts";

const everyone: readonly Role[] = ["viewer", "member", "admin", "owner"];
const members: readonly Role[] = ["member", "admin", "owner"];
const admins: readonly Role[] = ["admin", "owner"];
const owners: readonly Role[] = ["owner"];

/**
 * Who may do what, as data: the roles of people, and the scope of tokens; without one, no token may. `own` and
 * `any` say whose credential or integration it is about. Seeing a key is nobody's.
 */
const permissions = {
  "credential:read": { roles: everyone, scope: "credentials:read" },
  "credential:create": { roles: members, scope: "credentials:write" },
  "credential:test": { roles: members, scope: "credentials:use" },
  "credential:use": { roles: members, scope: "credentials:use" },
  "credential:change-own": { roles: members, scope: "credentials:write" },
  "credential:change-any": { roles: admins, scope: "credentials:write" },
  "integration:read": { roles: everyone, scope: "integrations:read" },
  "integration:create": { roles: members, scope: "integrations:write" },
  "integration:change-own": { roles: members, scope: "integrations:write" },
  "integration:change-any": { roles: admins, scope: "integrations:write" },
  "member:manage": { roles: admins, scope: null },
  "token:manage": { roles: admins, scope: null },
  "webhook:manage": { roles: admins, scope: null },
  "activity:read": { roles: admins, scope: null },
  "owner:manage": { roles: owners, scope: null },
  "organization:change": { roles: owners, scope: null },
} as const satisfies Record<string, { roles: readonly Role[]; scope: Scope | null }>;

export type Permission = keyof typeof permissions;

/** Whether a role has a permission. */
export function allows(role: Role, permission: Permission): boolean {
  return permissions[permission].roles.includes(role);
}

/** The scope that a token needs for it, or null where no token may do it. */
export function scopeFor(permission: Permission): Scope | null {
  return permissions[permission].scope;
}

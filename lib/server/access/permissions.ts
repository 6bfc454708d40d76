export const roles = ["viewer", "member", "admin", "owner"] as const;
export type Role = (typeof roles)[number];

const everyone = roles;
const members = ["member", "admin", "owner"] as const;

/** Who may do what, as data. `own` and `any` say whose credential it is about. */
const permissions = {
  "credential:read": everyone,
  "credential:create": members,
  "credential:test": members,
  "credential:use": members,
  "credential:delete-own": members,
  "credential:delete-any": ["admin", "owner"],
  "integration:read": everyone,
  "integration:create": members,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether a role has a permission. */
export function allows(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

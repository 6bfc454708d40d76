/** The roles of an organization's members, from the one that may least to the one that may all. */
export const roles = ["viewer", "member", "admin", "owner"] as const;
export type Role = (typeof roles)[number];

/** What an API token may be allowed to do. */
export const scopes = [
  "credentials:read",
  "credentials:write",
  "credentials:use",
  "integrations:read",
  "integrations:write",
] as const;
export type Scope = (typeof scopes)[number];

/** The request header in which a page says which organization it shows: see `route`. */
export const ORGANIZATION_HEADER = "tessera-organization";

import type { Role } from "./permissions.ts";

/** Who asks. Every domain function takes it first, and every query is scoped by its organization. */
export interface Actor {
  readonly kind: "member";
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly organizationId: string;
  readonly organizationName: string;
  /** Names the request in logs, errors and audit events. */
  readonly requestId: string;
  /** Where the request came from, for audit events; null when unknown. */
  readonly address: string | null;
}

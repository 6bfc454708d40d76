import type { Role, Scope } from "../../access.ts";

/** Somebody who is signed in, whether or not an organization has them. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** The id of the session's row; never its token. */
  readonly sessionId: string;
  /** Names the request in logs, errors and audit events. */
  readonly requestId: string;
  /** Where the request came from, for audit events; null when unknown. */
  readonly address: string | null;
}

/** A person in the organization that their session looks at. */
export interface MemberActor extends Person {
  readonly kind: "member";
  readonly role: Role;
  readonly organizationId: string;
  readonly organizationName: string;
}

/** A program with an API token. */
export interface TokenActor {
  readonly kind: "token";
  readonly tokenId: string;
  /** The token's name. */
  readonly name: string;
  /** Who created the token, and owns what is created with it; null once that account is gone. */
  readonly userId: string | null;
  readonly userName: string | null;
  readonly scopes: readonly Scope[];
  /** The credentials that it is limited to, or null where it is not. */
  readonly credentialIds: readonly string[] | null;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly requestId: string;
  readonly address: string | null;
}

/**
 * Tessera itself, in one organization: what is done in time and not by anybody. No request can be it, and no role or
 * scope is its: only the functions that take it can be called as it.
 */
export interface TesseraActor {
  readonly kind: "tessera";
  readonly name: "Tessera";
  readonly organizationId: string;
  /** Names the occasion in logs and audit events. */
  readonly requestId: string;
  readonly address: null;
}

/** Who asks. Every domain function takes it first, and every query is scoped by its organization. */
export type Actor = MemberActor | TokenActor;

/** Whom a query can be scoped by: who asks, or Tessera itself. */
export type AnyActor = Actor | TesseraActor;

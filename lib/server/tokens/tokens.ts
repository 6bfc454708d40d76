import { validate as isUuid, v7 as uuidv7 } from "uuid";
import type { Page } from "../../credentials.ts";
import type { CreatedToken, NewToken, TokenQuery, TokenSummary } from "../../tokens.ts";
import type { Actor } from "../access/actor.ts";
import { hashOfApiToken, newApiToken } from "../access/api-token.ts";
import { authorize, requireMember } from "../access/authorize.ts";
import { invalid, notFound } from "../errors.ts";
import * as store from "./token-store.ts";

const HINT_CHARACTERS = 4;

/**
 * Makes an API token of the organization and answers it, this once: only its hash is kept. Refuses with 422 when
 * one of `credentialIds` is not a credential of the organization, without saying which.
 */
export async function createToken(actor: Actor, input: NewToken): Promise<CreatedToken> {
  authorize(actor, "token:manage");
  const member = requireMember(actor);
  const token = newApiToken();
  const { name, scopes, credentialIds = null, expiresAt = null } = input;
  const created = await store.insertToken(member, {
    id: uuidv7(),
    name,
    tokenHash: hashOfApiToken(token),
    hint: token.slice(-HINT_CHARACTERS),
    scopes,
    credentialIds,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  });
  if (created === null) {
    throw invalid([
      { field: "credentialIds", message: "Choose credentials that are in the list: one of these is not." },
    ]);
  }
  return { ...created, token };
}

/** A page of the organization's tokens: those that work first, the newest first. */
export async function listTokens(actor: Actor, query: TokenQuery): Promise<Page<TokenSummary>> {
  authorize(actor, "token:manage");
  return store.findTokens(actor, query);
}

/**
 * Ends a token for good, with the next request that shows it. Safe to repeat. Its row stays, so that what it did
 * can still be told. Refuses with 404 what is not the organization's.
 */
export async function revokeToken(actor: Actor, id: string): Promise<void> {
  authorize(actor, "token:manage");
  const known = isUuid(id) && (await store.revokeToken(actor, id));
  if (!known) throw notFound("token");
}

import { type CredentialQuery, SEARCH_WORDS_MAX } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { nameKeyOf } from "./tile-row-store.ts";

export type CredentialFilter = Pick<
  CredentialQuery,
  "connector" | "environment" | "verdict" | "query" | "owner" | "used" | "expiring"
>;

/** Whether a list is narrowed by something that may be rare, so that its plan depends on it. */
export function isNarrow({ connector: _, environment: __, ...filter }: CredentialFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== "");
}

/** What is searched, as the trigram index in the migration has it: word for word the same, or it is not used. */
const searched = Prisma.sql`(' ' || c."nameKey" || ' ' || lower(c.description) || ' ' || lower(c."keyHint"))`;

/** A trigram needs three characters: shorter words are looked for where a word begins. */
const ANYWHERE_FROM = 3;

/** The words of a search, as they are compared. */
export function wordsOf(query: string): string[] {
  const words = nameKeyOf(query).split(/\s+/u);
  return words.filter((word) => word !== "").slice(0, SEARCH_WORDS_MAX);
}

function patternOf(word: string): string {
  return [...word].length < ANYWHERE_FROM ? `% ${escapeLike(word)}%` : `%${escapeLike(word)}%`;
}

/** The text as LIKE takes it literally. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}

/** The condition for the credentials in the actor's reach that pass the filter; every word of a search is found. */
export function matching(actor: Actor, filter: CredentialFilter): Prisma.Sql {
  const { connector, environment, verdict, owner, used, expiring, query = "" } = filter;
  const conditions = [credentialsInReach(actor)];
  if (connector !== undefined) conditions.push(Prisma.sql`c.connector = ${connector}`);
  if (environment !== undefined) conditions.push(Prisma.sql`c.environment = ${environment}`);
  if (verdict !== undefined) conditions.push(Prisma.sql`c.verdict = ${verdict}`);
  if (owner !== undefined) {
    conditions.push(Prisma.sql`c."createdById" = ${owner === "me" ? actor.userId : owner}`);
  }
  if (used !== undefined) {
    const users = Prisma.sql`EXISTS (SELECT FROM "Integration" i WHERE i."credentialId" = c.id)`;
    conditions.push(used === "yes" ? users : Prisma.sql`NOT ${users}`);
  }
  if (expiring !== undefined) {
    conditions.push(Prisma.sql`c."expiresAt" <= now() + interval '30 days'`);
  }
  for (const word of wordsOf(query)) conditions.push(Prisma.sql`${searched} LIKE ${patternOf(word)}`);
  return Prisma.join(conditions, " AND ");
}

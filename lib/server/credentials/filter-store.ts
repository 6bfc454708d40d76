import { type CredentialQuery, SEARCH_WORDS_MAX } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { nameKeyOf } from "./tile-row-store.ts";

export type CredentialFilter = Pick<
  CredentialQuery,
  "connector" | "environment" | "verdict" | "query" | "owner" | "used" | "expiring" | "attention"
>;

/** Whether a list is narrowed by something that may be rare, so that its plan depends on it. */
export function isNarrow({ connector: _, environment: __, ...filter }: CredentialFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== "");
}

/** What is searched, as the trigram index in the migration has it: word for word the same, or it is not used. */
const searched = Prisma.sql`
  ((' ' || c."nameKey" || ' ' || lower(c.description) || ' ' || lower(c."keyHint")) COLLATE "C")`;

/** What has a trigram wherever it stands. Only these characters count in every database: in ours, ä and 本 do not. */
const ANYWHERE = /[a-z0-9]{3}|[a-z0-9]{2}[^a-z0-9]|[^a-z0-9][a-z0-9]/;
/** What has a trigram where a word begins. */
const AT_THE_BEGINNING = /[a-z0-9]/;
/** Shorter words are looked for only where one begins. */
const ANYWHERE_FROM = 3;

/** The words of a search, as they are compared. */
export function wordsOf(query: string): string[] {
  const words = nameKeyOf(query).split(/\s+/u);
  return words.filter((word) => word !== "").slice(0, SEARCH_WORDS_MAX);
}

function patternOf(word: string): string {
  const anywhere = [...word].length >= ANYWHERE_FROM && (ANYWHERE.test(word) || !AT_THE_BEGINNING.test(word));
  return anywhere ? `%${escapeLike(word)}%` : `% ${escapeLike(word)}%`;
}

/**
 * What holds for a credential in which every word is found. Of words none of which has a trigram, the first one begins
 * the name: the index of names finds it, and otherwise every credential would be read.
 */
function finding(words: readonly string[]): Prisma.Sql[] {
  const [first, ...others] = words;
  const byName = first !== undefined && !words.some((word) => AT_THE_BEGINNING.test(word));
  const found = (byName ? others : words).map((word) => Prisma.sql`${searched} LIKE ${patternOf(word)}`);
  return byName ? [Prisma.sql`c."nameKey" LIKE ${`${escapeLike(first)}%`}`, ...found] : found;
}

/**
 * The condition by which the trigram index finds what the actor may see of a search; null where no word of it has a
 * trigram.
 */
export function findingByTrigrams(actor: Actor, query: string): Prisma.Sql | null {
  const words = wordsOf(query);
  if (!words.some((word) => AT_THE_BEGINNING.test(word))) return null;
  return Prisma.join([credentialsInReach(actor), ...finding(words)], " AND ");
}

/** The text as LIKE takes it literally. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}

/** The last verdict says that the key does not do its work. */
export const isBad = Prisma.sql`c.verdict IN ('rejected', 'unexpected', 'unreadable')`;
/** The key expires within 30 days, or did already. */
export const expiresSoon = Prisma.sql`c."expiresAt" <= now() + interval '30 days'`;

/** The condition for the credentials in the actor's reach that pass the filter; every word of a search is found. */
export function matching(actor: Actor, filter: CredentialFilter): Prisma.Sql {
  const { connector, environment, verdict, owner, used, expiring, attention, query = "" } = filter;
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
  if (expiring !== undefined) conditions.push(expiresSoon);
  if (attention !== undefined) conditions.push(Prisma.sql`(${isBad} OR ${expiresSoon})`);
  conditions.push(...finding(wordsOf(query)));
  return Prisma.join(conditions, " AND ");
}

import { type CredentialQuery, SEARCH_WORDS_MAX } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { escapeLike } from "../escape-like.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { nameKeyOf } from "./tile-row-store.ts";

export type CredentialFilter = Pick<
  CredentialQuery,
  "connector" | "environment" | "verdict" | "query" | "owner" | "used" | "expiring" | "attention"
>;

/** Whether a list is narrowed by something that may be rare, so that its plan depends on it. */
export function isNarrow({ verdict, query, owner, used, expiring, attention }: CredentialFilter): boolean {
  return [verdict, query, owner, used, expiring, attention].some(
    (value) => value !== undefined && value !== "",
  );
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

/** The same as far as the indexes in the order of a list hold it: null where there is too much of it. */
const searchedIfCovered = Prisma.sql`((' ' || c."nameKey" || c."restKey") COLLATE "C")`;

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

/** Whether the trigram index finds what is searched: one word of it has a trigram. */
export function hasTrigrams(query: string): boolean {
  return wordsOf(query).some((word) => AT_THE_BEGINNING.test(word));
}

/** How much of a word the trigram index is asked for, where there are several. */
const PIECE = 3;

/**
 * The pattern that the trigram index is asked for one of several words. To read all trigrams of words that are common
 * takes longer than to look at the few credentials more that have one of each; one from the middle is in the fewest
 * words. What has a digit is taken to be rare.
 */
function patternOfPiece(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return patternOf(word);
  const start = Math.floor((word.length - PIECE) / 2);
  return `%${word.slice(start, start + PIECE)}%`;
}

/**
 * What holds for everything that a search with trigrams finds, and for little else, so that the trigram index is what
 * serves it. It looks at no filter: what passes few, the indexes in the order of the list find as soon.
 */
export function findingByTrigrams(actor: Actor, query: string): Prisma.Sql {
  const words = wordsOf(query);
  const patterns = words.map(words.length === 1 ? patternOf : patternOfPiece);
  const found = patterns.map((pattern) => Prisma.sql`${searched} LIKE ${pattern}`);
  return Prisma.join([credentialsInReach(actor), ...found, matchingIfCovered(actor, { query })], " AND ");
}

/** The last verdict says that the key does not do its work. */
export const isBad = Prisma.sql`c.verdict IN ('rejected', 'unexpected', 'unreadable')`;
/** The key expires within 30 days, or did already. */
export const expiresSoon = Prisma.sql`c."expiresAt" <= now() + interval '30 days'`;

/** The condition for the credentials in the actor's reach that pass the filter; every word of a search is found. */
export function matching(actor: Actor, filter: CredentialFilter): Prisma.Sql {
  const { used, query = "" } = filter;
  const conditions = [credentialsInReach(actor), ...narrowing(actor, filter), ...passing(filter)];
  if (used !== undefined) {
    const users = Prisma.sql`EXISTS (SELECT FROM "Integration" i WHERE i."credentialId" = c.id)`;
    conditions.push(used === "yes" ? users : Prisma.sql`NOT ${users}`);
  }
  conditions.push(...finding(wordsOf(query)));
  return Prisma.join(conditions, " AND ");
}

/** The filters that have an index of their own for where they leave little. */
export function narrowing(actor: Actor, { verdict, owner, expiring }: CredentialFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (verdict !== undefined) conditions.push(Prisma.sql`c.verdict = ${verdict}`);
  if (owner !== undefined) {
    conditions.push(Prisma.sql`c."createdById" = ${owner === "me" ? actor.userId : owner}`);
  }
  if (expiring !== undefined) conditions.push(expiresSoon);
  return conditions;
}

/** The filters by what else the indexes in the order of a list hold. */
function passing({ connector, environment, attention }: CredentialFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (connector !== undefined) conditions.push(Prisma.sql`c.connector = ${connector}`);
  if (environment !== undefined) conditions.push(Prisma.sql`c.environment = ${environment}`);
  if (attention !== undefined) conditions.push(Prisma.sql`(${isBad} OR ${expiresSoon})`);
  return conditions;
}

/** What holds, by these indexes alone, for all that a search finds and its filters let pass, and for few others. */
export function matchingIfCovered(actor: Actor, filter: CredentialFilter): Prisma.Sql {
  const found = wordsOf(filter.query ?? "").map(
    (word) => Prisma.sql`(${searchedIfCovered} LIKE ${patternOf(word)}) IS NOT FALSE`,
  );
  return Prisma.join([...narrowing(actor, filter), ...passing(filter), ...found], " AND ");
}

import type { CredentialQuery } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { plannedAnew, statement, transaction } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { findingByTrigrams, isNarrow, matching, matchingIfCovered, narrowing } from "./filter-store.ts";
import type { Part } from "./order-store.ts";
import { type TileRow, tileColumns, tileJoins } from "./tile-row-store.ts";

/*
 * The ways to a page of a part of an order: along the order, where what is searched is common enough to be met soon, or
 * from what is found elsewhere, where it is rare. `place` is what holds for all of the part that lies behind the cursor.
 */

/** How many rows are read for a page: the fewest of these that are more than it shows. */
const READ_STEPS = [25, 51, 101];

/**
 * The LIMIT of a page of `shown` rows, which are at most 100, as a literal. Of a parameter PostgreSQL assumes that it
 * is a tenth of the table, and so plans the statement anew each time; of all literals it would keep a hundred plans.
 */
function limitFor(shown: number): Prisma.Sql {
  return Prisma.raw(String(READ_STEPS.find((step) => step > shown) ?? shown + 1));
}

/** How far a search walks along the order first, whatever is searched. */
const WALK = 1_000;

/** Up to so many credentials of an organization, a walk to the end takes no longer than to look elsewhere. */
const SMALL = 20_000;

/** Of how many of an organization's credentials it is seen whether a search is a common one, and by how many of them. */
const SAMPLED = 2_000;
const COMMON = 2;

/** Of what is not rarer, an index in the order of the list meets a page of it soon enough. */
const RARE = 500;

/** A part in its order, with all that a walk compares. */
function passedBy(place: Prisma.Sql[], { by, columns }: Part): Prisma.Sql {
  const ofOrder = columns === undefined ? Prisma.empty : Prisma.sql`, ${columns}`;
  return Prisma.sql`
    SELECT c.id, c."nameKey", c."restKey", c.connector, c.environment, c.verdict, c."expiresAt", c."createdById" ${ofOrder}
    FROM "Credential" c WHERE ${Prisma.join(place, " AND ")} ORDER BY ${by}`;
}

/**
 * A page of what matches among `walked`. Its row is read only where what was passed by does not tell that it does not;
 * the OFFSET keeps PostgreSQL from doing that in another order, all at once.
 */
function pageOf(
  actor: Actor,
  walked: Prisma.Sql,
  { by, walkedBy = by }: Part,
  query: CredentialQuery,
): Prisma.Sql {
  return Prisma.sql`
    SELECT ${tileColumns}
    FROM (
      SELECT full_row.* FROM ${walked} c
      CROSS JOIN LATERAL (
        SELECT * FROM (SELECT * FROM "Credential" own WHERE own.id = c.id) c WHERE ${matching(actor, query)} OFFSET 0
      ) full_row
      WHERE ${matchingIfCovered(actor, query)}
      ORDER BY ${walkedBy} LIMIT ${limitFor(query.limit)}
    ) c ${tileJoins}`;
}

/**
 * What a search finds among the first of a part, which are read whatever is searched: enough of it where that is
 * common. `whole` says that the part has no more than these.
 */
export async function walkPart(
  actor: Actor,
  place: Prisma.Sql[],
  part: Part,
  query: CredentialQuery,
): Promise<{ rows: TileRow[]; whole: boolean }> {
  const narrower = narrowing(actor, query);
  const run = narrower.length > 0 ? plannedAnew : statement;
  const rows = await run<(TileRow | { id: null }) & { walked: number }>`
    WITH walk AS MATERIALIZED (${passedBy([...place, ...narrower], part)} LIMIT ${Prisma.raw(String(WALK))}),
    page AS (${pageOf(actor, Prisma.sql`walk`, part, query)})
    SELECT c.*, (SELECT count(*)::int FROM walk) AS walked
    FROM (VALUES (1)) one LEFT JOIN page c ON true
    ORDER BY ${part.by}`;
  const whole = (rows[0]?.walked ?? 0) < WALK;
  return { rows: rows.filter((row): row is TileRow & { walked: number } => row.id !== null), whole };
}

const ORGANIZATIONS_REMEMBERED = 10_000;
/** Those that were not small once: to count so far takes as long as such a walk. */
const large = new Set<string>();

/** Whether the organization has, or had, so many credentials that a walk to the end of them takes long. */
export async function isLarge(actor: Actor): Promise<boolean> {
  if (large.has(actor.organizationId)) return true;
  const beyond = await statement`
    SELECT FROM "Credential" c WHERE ${credentialsInReach(actor)}
    ORDER BY c."nameKey", c.id OFFSET ${Prisma.raw(String(SMALL))} LIMIT 1`;
  if (beyond.length === 0) return false;
  if (large.size >= ORGANIZATIONS_REMEMBERED) large.clear();
  large.add(actor.organizationId);
  return true;
}

/**
 * Whether a search finds several of the newest credentials, and so probably many of all. What is new lies anywhere in the
 * orders by name, where what is called alike lies together.
 */
export async function isCommon(actor: Actor, query: string): Promise<boolean> {
  const rows = await statement`
    SELECT FROM (
      SELECT * FROM "Credential" c WHERE ${credentialsInReach(actor)}
      ORDER BY c."createdAt" DESC, c.id DESC LIMIT ${Prisma.raw(String(SAMPLED))}
    ) c WHERE ${matching(actor, { query })} LIMIT ${Prisma.raw(String(COMMON))}`;
  return rows.length === COMMON;
}

/** What a search finds among all of a part, which is walked along no further than to the end of a page. */
export async function walkOn(
  actor: Actor,
  place: Prisma.Sql[],
  part: Part,
  query: CredentialQuery,
): Promise<TileRow[]> {
  const walked = Prisma.sql`(${passedBy([...place, ...narrowing(actor, query)], part)} OFFSET 0)`;
  const page = Prisma.sql`${pageOf(actor, walked, part, query)} ORDER BY ${part.by}`;
  // PostgreSQL takes every credential to match, or none to: it would sort them all first.
  return transaction(async (run) => {
    await set(run, { enable_seqscan: "off", enable_bitmapscan: "off", enable_sort: "off" });
    return run<TileRow>`${page}`;
  });
}

/** For the rest of a transaction. Workers take longer to start than these searches to end. */
async function set(run: typeof statement, settings: Record<string, string>): Promise<void> {
  const all = JSON.stringify({ max_parallel_workers_per_gather: "0", ...settings });
  await run`SELECT set_config(name, value, true) FROM json_each_text(${all}::json) setting(name, value)`;
}

/**
 * All that a search finds, where that is little; else null. PostgreSQL only guesses how many rows have a text in
 * them, and where it guesses too many it walks through all credentials to find them.
 */
export async function findRare(actor: Actor, query: string): Promise<string[] | null> {
  const condition = findingByTrigrams(actor, query);
  const rows = await transaction(async (run) => {
    // Leaves it the one way that reads nothing but what is found.
    await set(run, { enable_seqscan: "off", enable_indexscan: "off", work_mem: "16MB" });
    return run<{
      id: string;
    }>`SELECT c.id FROM "Credential" c WHERE ${condition} LIMIT ${Prisma.raw(String(RARE + 1))}`;
  });
  return rows.length > RARE ? null : rows.map(({ id }) => id);
}

/** A page of a part, by whichever way PostgreSQL takes. */
export async function readPart(
  conditions: Prisma.Sql[],
  { by }: Part,
  query: CredentialQuery,
): Promise<TileRow[]> {
  const run = isNarrow(query) ? plannedAnew<TileRow> : statement<TileRow>;
  // The page is cut before anything is joined to it, so that no work is done for rows that are not shown.
  return run`
    SELECT ${tileColumns}
    FROM (
      SELECT * FROM "Credential" c WHERE ${Prisma.join(conditions, " AND ")} ORDER BY ${by} LIMIT ${limitFor(query.limit)}
    ) c ${tileJoins}
    ORDER BY ${by}`;
}

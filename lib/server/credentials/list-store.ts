import { z } from "zod";
import {
  type CredentialQuery,
  type CredentialSummary,
  credentialSorts,
  type Page,
} from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { checkPosition, decodeCursor, encodeCursor, storableMoment, storableText } from "../cursor.ts";
import { plannedAnew, statement, transaction } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { findingByTrigrams, isNarrow, matching, wordsOf } from "./filter-store.ts";
import { nameKeyOf, type TileRow, tileColumns, tileJoins, toSummary } from "./tile-row-store.ts";

type Position = readonly (string | boolean)[];

/** A part of an order that an index serves: what belongs to it, how it sorts, and where a page of it ends. */
interface Part {
  where?: Prisma.Sql;
  by: Prisma.Sql;
  /** What lies behind a position. Refuses one that is none. */
  behind: (position: Position) => Prisma.Sql;
  positionOf: (row: TileRow) => Position;
}

function part<P extends [string | boolean, ...(string | boolean)[]]>(
  shape: z.ZodType<P>,
  of: {
    where?: Prisma.Sql;
    by: Prisma.Sql;
    behind: (position: NoInfer<P>) => Prisma.Sql;
    positionOf: (row: TileRow) => NoInfer<P>;
  },
): Part {
  return { ...of, behind: (position) => of.behind(checkPosition(position, shape)) };
}

const byName = part(z.tuple([storableText, z.uuid()]), {
  by: Prisma.sql`c."nameKey", c.id`,
  behind: ([nameKey, id]) => Prisma.sql`(c."nameKey", c.id) > (${nameKey}, ${id}::uuid)`,
  positionOf: (row) => [row.nameKey, row.id],
});

const verifiedFirst = part(z.tuple([z.boolean(), storableText, z.uuid()]), {
  by: Prisma.sql`(c.verdict <> 'valid'), c."nameKey", c.id`,
  behind: ([unverified, nameKey, id]) =>
    Prisma.sql`((c.verdict <> 'valid'), c."nameKey", c.id) > (${unverified}, ${nameKey}, ${id}::uuid)`,
  positionOf: (row) => [row.verdict !== "valid", row.nameKey, row.id],
});

const newestFirst = part(z.tuple([storableMoment, z.uuid()]), {
  by: Prisma.sql`c."createdAt" DESC, c.id DESC`,
  behind: ([createdAt, id]) => Prisma.sql`(c."createdAt", c.id) < (${createdAt}::timestamptz, ${id}::uuid)`,
  positionOf: (row) => [row.createdAt, row.id],
});

const lastUsedFirst = part(z.tuple([storableMoment, z.uuid()]), {
  where: Prisma.sql`c."lastUsedAt" IS NOT NULL`,
  by: Prisma.sql`c."lastUsedAt" DESC, c.id DESC`,
  behind: ([lastUsedAt, id]) =>
    Prisma.sql`(c."lastUsedAt", c.id) < (${lastUsedAt}::timestamptz, ${id}::uuid)`,
  positionOf: (row) => [row.lastUsedAt ?? "", row.id],
});

/** Names sort by code point: what begins with a text lies between it and it with this behind it. */
const LAST_CHARACTER = "\u{10ffff}";

/** The parts of an order, one after the other. */
function partsOf({ sort, verdict, query = "" }: CredentialQuery): Part[] {
  if (sort === "name") return [byName];
  if (sort === "newest") return [newestFirst];
  if (sort === "used") return [lastUsedFirst, { ...newestFirst, where: Prisma.sql`c."lastUsedAt" IS NULL` }];
  // Of one verdict, all are verified or none is: by name is the same order, and does not begin behind all verified ones.
  const best = verdict === undefined ? verifiedFirst : byName;
  // A name that begins with what was searched for is what was meant: the whole name first, since it sorts first. Then
  // those that begin with a word of it, so that what all names of a customer have in common is not met only after others.
  const openings = [...new Set([nameKeyOf(query.trim()), ...wordsOf(query)])].filter((text) => text !== "");
  const begins = openings.map(
    (text) => Prisma.sql`(c."nameKey" >= ${text} AND c."nameKey" < ${text + LAST_CHARACTER})`,
  );
  const parts = begins.map((where, at) => ({ ...byName, where: butNot(begins.slice(0, at), where) }));
  return [...parts, begins.length === 0 ? best : { ...best, where: butNot(begins) }];
}

function butNot(those: readonly Prisma.Sql[], ...conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.join([...conditions, ...those.map((one) => Prisma.sql`NOT ${one}`)], " AND ");
}

const cursorShape = z.tuple([z.enum(credentialSorts), z.int().min(0)], z.union([z.string(), z.boolean()]));

/** Where a page begins: in which part of the order, and behind which position in it. */
function startOf(
  { sort, cursor }: CredentialQuery,
  parts: readonly Part[],
): { at: number; behind?: Prisma.Sql } {
  if (cursor === undefined) return { at: 0 };
  const shape = cursorShape.refine(([ofSort, at]) => ofSort === sort && parts[at] !== undefined);
  const [, at, ...position] = decodeCursor(cursor, shape);
  const behind = parts[at]?.behind(position);
  return behind === undefined ? { at } : { at, behind };
}

/** How many rows are read for a page: the fewest of these that are more than it shows. */
const READ_STEPS = [25, 51, 101];

/**
 * The LIMIT of a page of `shown` rows, which are at most 100, as a literal. Of a parameter PostgreSQL assumes that it
 * is a tenth of the table, and so plans the statement anew each time; of all literals it would keep a hundred plans.
 */
function limitFor(shown: number): Prisma.Sql {
  return Prisma.raw(String(READ_STEPS.find((step) => step > shown) ?? shown + 1));
}

/** How far a search walks along the order of the list before it looks for what is rare. */
const WALK = 1_000;

/** Of what is not rarer, an index in the order of the list meets a page of it soon enough. */
const RARE = 1_000;

/**
 * All that a search finds, where that is little; else null. PostgreSQL only guesses how many rows have a text in
 * them, and where it guesses too many it walks through all credentials to find them.
 */
async function findRare(actor: Actor, { query = "" }: CredentialQuery): Promise<string[] | null> {
  const condition = findingByTrigrams(actor, query);
  if (condition === null) return null;
  const rows = await transaction(async (run) => {
    // Leaves it the one way that reads nothing but what is found.
    await run`SET LOCAL enable_seqscan = off`;
    await run`SET LOCAL enable_indexscan = off`;
    return run<{
      id: string;
    }>`SELECT c.id FROM "Credential" c WHERE ${condition} LIMIT ${Prisma.raw(String(RARE + 1))}`;
  });
  return rows.length > RARE ? null : rows.map(({ id }) => id);
}

/** A page of tiles, as fast on the last page as on the first: one statement for each part of the order it reaches. */
export async function findCredentials(
  actor: Actor,
  query: CredentialQuery,
  options: { except?: readonly string[] } = {},
): Promise<Page<CredentialSummary>> {
  const { except = [] } = options;
  const parts = partsOf(query);
  const { at: first, behind } = startOf(query, parts);
  const mayBeRare = findingByTrigrams(actor, query.query ?? "") !== null;
  let rare: string[] | null | undefined = mayBeRare ? undefined : null;
  const found: { row: TileRow; at: number }[] = [];
  for (const [at, of] of parts.entries()) {
    if (at < first || found.length > query.limit) continue;
    const place = [credentialsInReach(actor)];
    if (of.where !== undefined) place.push(of.where);
    if (at === first && behind !== undefined) place.push(behind);
    if (except.length > 0) place.push(Prisma.sql`c.id <> ALL (${except}::uuid[])`);
    const add = (rows: TileRow[]) => found.push(...rows.map((row) => ({ row, at })));
    if (mayBeRare && !Array.isArray(rare)) {
      const walked = await walkPart(actor, place, of.by, query);
      if (walked.whole || found.length + walked.rows.length > query.limit) {
        add(walked.rows);
        continue;
      }
      rare ??= rare === undefined ? await findRare(actor, query) : null;
    }
    const conditions = [matching(actor, query), ...place];
    if (Array.isArray(rare)) conditions.push(Prisma.sql`c.id = ANY (${rare}::uuid[])`);
    add(await readPart(conditions, of.by, query));
  }
  const last = found[query.limit - 1];
  const more = found.length > query.limit && last !== undefined;
  return {
    data: found.slice(0, query.limit).map(({ row }) => toSummary(row)),
    nextCursor: more
      ? encodeCursor([query.sort, last.at, ...(parts[last.at]?.positionOf(last.row) ?? [])])
      : null,
  };
}

/**
 * What a search finds among the first of a part, which are read whatever is searched: enough of it where that is
 * common. `whole` says that the part has no more than these.
 */
async function walkPart(
  actor: Actor,
  place: Prisma.Sql[],
  by: Prisma.Sql,
  query: CredentialQuery,
): Promise<{ rows: TileRow[]; whole: boolean }> {
  const rows = await statement<(TileRow | { id: null }) & { walked: number }>`
    WITH walk AS MATERIALIZED (
      SELECT * FROM "Credential" c WHERE ${Prisma.join(place, " AND ")} ORDER BY ${by} LIMIT ${Prisma.raw(String(WALK))}
    ), page AS (
      SELECT ${tileColumns}
      FROM (SELECT * FROM walk c WHERE ${matching(actor, query)} ORDER BY ${by} LIMIT ${limitFor(query.limit)}) c
      ${tileJoins}
    )
    SELECT c.*, (SELECT count(*)::int FROM walk) AS walked
    FROM (VALUES (1)) one LEFT JOIN page c ON true
    ORDER BY ${by}`;
  const whole = (rows[0]?.walked ?? 0) < WALK;
  return { rows: rows.filter((row): row is TileRow & { walked: number } => row.id !== null), whole };
}

async function readPart(
  conditions: Prisma.Sql[],
  by: Prisma.Sql,
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

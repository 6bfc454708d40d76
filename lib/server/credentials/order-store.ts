import { z } from "zod";
import { type CredentialQuery, credentialSorts } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { checkPosition, decodeCursor, storableMoment, storableText } from "../cursor.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { wordsOf } from "./filter-store.ts";
import { nameKeyOf, type TileRow } from "./tile-row-store.ts";

/*
 * The orders of a list. Each is one that an index has, or several such parts one after the other; a cursor says in which
 * part a page ends, and where.
 */

type Position = readonly (string | boolean)[];

/** A part of an order that an index serves: what belongs to it, how it sorts, and where a page of it ends. */
export interface Part {
  /** What the names of it begin with. */
  opening?: string;
  where?: Prisma.Sql;
  by: Prisma.Sql;
  /** The columns that it sorts by, beside the name and the id. */
  columns?: Prisma.Sql;
  /** How it sorts what was selected with `columns`, where that is not what `by` says. */
  walkedBy?: Prisma.Sql;
  /** Whether its index holds all that a search compares, so that passing by a credential reads no row. */
  covered: boolean;
  /** What lies behind a position. Refuses one that is none. */
  behind: (position: Position) => Prisma.Sql;
  positionOf: (row: TileRow) => Position;
}

function part<P extends [string | boolean, ...(string | boolean)[]]>(
  shape: z.ZodType<P>,
  of: Omit<Part, "behind" | "positionOf"> & {
    behind: (position: NoInfer<P>) => Prisma.Sql;
    positionOf: (row: TileRow) => NoInfer<P>;
  },
): Part {
  return { ...of, behind: (position) => of.behind(checkPosition(position, shape)) };
}

const byName = part(z.tuple([storableText, z.uuid()]), {
  by: Prisma.sql`c."nameKey", c.id`,
  covered: true,
  behind: ([nameKey, id]) => Prisma.sql`(c."nameKey", c.id) > (${nameKey}, ${id}::uuid)`,
  positionOf: (row) => [row.nameKey, row.id],
});

const verifiedFirst = part(z.tuple([z.boolean(), storableText, z.uuid()]), {
  by: Prisma.sql`(c.verdict <> 'valid'), c."nameKey", c.id`,
  columns: Prisma.sql`(c.verdict <> 'valid') AS unverified`,
  walkedBy: Prisma.sql`c.unverified, c."nameKey", c.id`,
  covered: true,
  behind: ([unverified, nameKey, id]) =>
    Prisma.sql`((c.verdict <> 'valid'), c."nameKey", c.id) > (${unverified}, ${nameKey}, ${id}::uuid)`,
  positionOf: (row) => [row.verdict !== "valid", row.nameKey, row.id],
});

const newestFirst = part(z.tuple([storableMoment, z.uuid()]), {
  by: Prisma.sql`c."createdAt" DESC, c.id DESC`,
  columns: Prisma.sql`c."createdAt"`,
  covered: false,
  behind: ([createdAt, id]) => Prisma.sql`(c."createdAt", c.id) < (${createdAt}::timestamptz, ${id}::uuid)`,
  positionOf: (row) => [row.createdAt, row.id],
});

const lastUsedFirst = part(z.tuple([storableMoment, z.uuid()]), {
  where: Prisma.sql`c."lastUsedAt" IS NOT NULL`,
  by: Prisma.sql`c."lastUsedAt" DESC, c.id DESC`,
  columns: Prisma.sql`c."lastUsedAt"`,
  covered: false,
  behind: ([lastUsedAt, id]) =>
    Prisma.sql`(c."lastUsedAt", c.id) < (${lastUsedAt}::timestamptz, ${id}::uuid)`,
  positionOf: (row) => [row.lastUsedAt ?? "", row.id],
});

/** Names sort by code point: what begins with a text lies between it and it with this behind it. */
const LAST_CHARACTER = "\u{10ffff}";

/** The parts of an order, one after the other. */
export function partsOf({ sort, verdict, query = "" }: CredentialQuery): Part[] {
  if (sort === "name") return [byName];
  if (sort === "newest") return [newestFirst];
  if (sort === "used") return [lastUsedFirst, { ...newestFirst, where: Prisma.sql`c."lastUsedAt" IS NULL` }];
  // Of one verdict, all are verified or none is: by name is the same order, and does not begin behind all verified ones.
  const best = verdict === undefined ? verifiedFirst : byName;
  const openings = openingsOf(query);
  const begins = openings.map((opening, at) => ({
    ...byName,
    opening,
    where: Prisma.join(
      [beginning(opening), ...butNot(openings.slice(0, at).filter((earlier) => earlier.startsWith(opening)))],
      " AND ",
    ),
  }));
  const widest = openings.filter((one) => !openings.some((other) => other !== one && one.startsWith(other)));
  return [...begins, widest.length === 0 ? best : { ...best, where: Prisma.join(butNot(widest), " AND ") }];
}

/**
 * What the names begin with that come first. A name that begins with what was searched for is what was meant: the whole
 * name first, since it sorts first. Then those that begin with two of its words, and with one, so that what all names of
 * a customer have in common is not met only after others. What begins as an earlier one does is in that already.
 */
function openingsOf(query: string): string[] {
  const words = wordsOf(query);
  const pairs = words.flatMap((one) => pairsWith(one, words));
  const all = [...new Set([nameKeyOf(query.trim()), ...pairs, ...words])].filter((text) => text !== "");
  return all.filter((text, at) => !all.slice(0, at).some((earlier) => text.startsWith(earlier)));
}

function pairsWith(one: string, words: readonly string[]): string[] {
  return words.filter((other) => other !== one).map((other) => `${one} ${other}`);
}

function beginning(opening: string): Prisma.Sql {
  return Prisma.sql`(c."nameKey" >= ${opening} AND c."nameKey" < ${opening + LAST_CHARACTER})`;
}

function butNot(openings: readonly string[]): Prisma.Sql[] {
  return openings.map((opening) => Prisma.sql`NOT ${beginning(opening)}`);
}

/** Which of these some name in the actor's reach begins with. */
export async function openingsThatAre(actor: Actor, openings: readonly string[]): Promise<Set<string>> {
  const rows = await statement<{ opening: string }>`
    SELECT o.opening FROM unnest(${openings}::text[]) o(opening)
    WHERE EXISTS (
      SELECT FROM "Credential" c
      WHERE ${credentialsInReach(actor)} AND c."nameKey" >= o.opening AND c."nameKey" < o.opening || ${LAST_CHARACTER}
    )`;
  return new Set(rows.map(({ opening }) => opening));
}

const cursorShape = z.tuple([z.enum(credentialSorts), z.int().min(0)], z.union([z.string(), z.boolean()]));

/** Where a page begins: in which part of the order, and behind which position in it. */
export function startOf(
  { sort, cursor }: CredentialQuery,
  parts: readonly Part[],
): { at: number; behind?: Prisma.Sql } {
  if (cursor === undefined) return { at: 0 };
  const shape = cursorShape.refine(([ofSort, at]) => ofSort === sort && parts[at] !== undefined);
  const [, at, ...position] = decodeCursor(cursor, shape);
  const behind = parts[at]?.behind(position);
  return behind === undefined ? { at } : { at, behind };
}

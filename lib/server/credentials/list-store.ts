import type { CredentialQuery, CredentialSummary, Page } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { encodeCursor } from "../cursor.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { hasTrigrams, matching } from "./filter-store.ts";
import { openingsThatAre, type Part, partsOf, startOf } from "./order-store.ts";
import { type TileRow, toSummary } from "./tile-row-store.ts";
import { findRare, isCommon, isLarge, readPart, walkOn, walkPart } from "./walk-store.ts";

/** A page of tiles, as fast on the last page as on the first: few statements for each part of the order it reaches. */
export async function findCredentials(
  actor: Actor,
  query: CredentialQuery,
  options: { except?: readonly string[] } = {},
): Promise<Page<CredentialSummary>> {
  const { except = [] } = options;
  const parts = partsOf(query);
  const { at: first, behind } = startOf(query, parts);
  const find = hasTrigrams(query.query ?? "") ? searcher(actor, query) : lister(actor, query);
  const openings = parts.slice(first).flatMap(({ opening }) => opening ?? []);
  const are = openings.length > 1 ? await openingsThatAre(actor, openings) : new Set(openings);
  const found: { row: TileRow; at: number }[] = [];
  for (const [at, part] of parts.entries()) {
    if (at < first || found.length > query.limit) continue;
    if (part.opening !== undefined && !are.has(part.opening)) continue;
    const place = [credentialsInReach(actor)];
    if (part.where !== undefined) place.push(part.where);
    if (at === first && behind !== undefined) place.push(behind);
    if (except.length > 0) place.push(Prisma.sql`c.id <> ALL (${except}::uuid[])`);
    const rows = await find(place, part, query.limit - found.length);
    found.push(...rows.map((row) => ({ row, at })));
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

/** Reads the rows of a part of the order: more than are `wanted`, or all. */
type Find = (place: Prisma.Sql[], part: Part, wanted: number) => Promise<TileRow[]>;

function lister(actor: Actor, query: CredentialQuery): Find {
  return (place, part) => readPart([matching(actor, query), ...place], part, query);
}

/**
 * Walks along the order for what is common, however far, and looks once for all there is of what seems to be rare. What a
 * walk finds soon is not asked what it is.
 */
function searcher(actor: Actor, query: CredentialQuery): Find {
  const text = query.query ?? "";
  let rare: string[] | null | undefined;
  return async (place, part, wanted) => {
    const readAny = (...conditions: Prisma.Sql[]) =>
      readPart([matching(actor, query), ...place, ...conditions], part, query);

    if (rare === undefined) {
      const begun = await walkPart(actor, place, part, query);
      if (begun.whole || begun.rows.length > wanted) return begun.rows;
      if (!(await isLarge(actor))) return walkOn(actor, place, part, query);
      rare = (await isCommon(actor, text)) ? null : await findRare(actor, text);
    }
    if (rare === null) return part.covered ? walkOn(actor, place, part, query) : readAny();
    return rare.length === 0 ? [] : readAny(Prisma.sql`c.id = ANY (${rare}::uuid[])`);
  };
}

import type { CredentialSummary, Verdict } from "../../credentials.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { mosaicOf } from "../vault/fingerprint.ts";

/*
 * How a credential's row becomes its tile: which columns are read, what is joined to them, and what is shown.
 */

/** What a tile needs; never the sealed key. `c` is the credential, whichever CTE or table it stands for. */
export const ownColumns = Prisma.sql`
  c.id, c.connector, c.environment, c.name, c."nameKey", c.description, c."keyHint", c."keyFingerprint",
  c.verdict, c."verdictDetail", c."testedAt", coalesce(c."verdictSince", c."testedAt") AS "verdictSince",
  c."unreachableAt", c."lastUsedAt", c."expiresAt", c."keyReplacedAt", c."undoUntil", c.revision, c."createdById", c."createdAt", c."updatedAt"`;
export const tileColumns = Prisma.sql`${ownColumns}, u.name AS "ownerName", used.sources, used.destinations`;

export const tileJoins = Prisma.sql`
  LEFT JOIN "User" u ON u.id = c."createdById"
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.direction = 'source')::int AS sources,
           count(*) FILTER (WHERE i.direction = 'destination')::int AS destinations
    FROM "Integration" i WHERE i."credentialId" = c.id
  ) used`;

export interface OwnRow {
  id: string;
  connector: string;
  environment: string;
  name: string;
  nameKey: string;
  description: string;
  keyHint: string;
  keyFingerprint: string;
  verdict: Verdict;
  verdictDetail: string | null;
  testedAt: string | null;
  verdictSince: string | null;
  unreachableAt: string | null;
  lastUsedAt: string | null;
  expiresAt: string | null;
  keyReplacedAt: string | null;
  undoUntil: string | null;
  revision: number;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface TileRow extends OwnRow {
  ownerName: string | null;
  sources: number;
  destinations: number;
}

export function toSummary(row: TileRow): CredentialSummary {
  return {
    id: row.id,
    connector: row.connector,
    environment: row.environment,
    name: row.name,
    description: row.description,
    keyHint: row.keyHint,
    mosaic: mosaicOf(row.keyFingerprint),
    verdict: row.verdict,
    verdictDetail: row.verdictDetail,
    testedAt: row.testedAt,
    verdictSince: row.verdictSince,
    unreachableAt: row.unreachableAt,
    lastUsedAt: row.lastUsedAt,
    expiresAt: row.expiresAt,
    keyReplacedAt: row.keyReplacedAt,
    undoUntil: isAhead(row.undoUntil) ? row.undoUntil : null,
    revision: row.revision,
    usedBy: { sources: row.sources, destinations: row.destinations },
    owner: row.createdById === null ? null : { id: row.createdById, name: row.ownerName ?? "" },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Whether a moment is yet to come: what is over is nothing to offer. */
function isAhead(moment: string | null): boolean {
  return moment !== null && Date.parse(moment) > Date.now();
}

/** Names are compared without regard to case and to how an accent was typed. */
export function nameKeyOf(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

import { z } from "zod";
import type { Direction } from "../../connectors/define-connector.ts";
import type { CredentialQuery, CredentialSummary, Page, Verdict } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach, integrationsInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import type { AuditAction } from "../audit/audit-action.ts";
import { decodeCursor, encodeCursor, storableMoment, storableText } from "../cursor.ts";
import { statement, violatedConstraint, violatesReference } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { mosaicOf } from "../vault/fingerprint.ts";
import type { Binding } from "../vault/seal.ts";

/** What a tile needs; never the sealed key. `c` is the credential, whichever CTE or table it stands for. */
const ownColumns = Prisma.sql`
  c.id, c.connector, c.environment, c.name, c."nameKey", c.description, c."keyHint", c."keyFingerprint",
  c.verdict, c."verdictDetail", c."testedAt", c."unreachableAt", c."createdById", c."createdAt", c."updatedAt"`;
const tileColumns = Prisma.sql`${ownColumns}, u.name AS "ownerName", used.sources, used.destinations`;

const tileJoins = Prisma.sql`
  LEFT JOIN "User" u ON u.id = c."createdById"
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.direction = 'source')::int AS sources,
           count(*) FILTER (WHERE i.direction = 'destination')::int AS destinations
    FROM "Integration" i WHERE i."credentialId" = c.id
  ) used`;

interface OwnRow {
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
  unreachableAt: string | null;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
}

interface TileRow extends OwnRow {
  ownerName: string | null;
  sources: number;
  destinations: number;
}

function toSummary(row: TileRow): CredentialSummary {
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
    unreachableAt: row.unreachableAt,
    usedBy: { sources: row.sources, destinations: row.destinations },
    owner: row.createdById === null ? null : { id: row.createdById, name: row.ownerName ?? "" },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** What the owner of a new row is called: its maker, or whoever made the token that made it. */
function makerNameOf(actor: Actor): string | null {
  return actor.kind === "member" ? actor.name : actor.userName;
}

/** Names are compared without regard to case and to how an accent was typed. */
export function nameKeyOf(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

export interface NewRow {
  id: string;
  connector: string;
  environment: string;
  name: string;
  description: string;
  sealedKey: string;
  keyHint: string;
  keyFingerprint: string;
}

/**
 * Stores a credential together with its audit event, in one statement. Null, with nothing stored, when
 * the organization has its name already for this connector, or when its id is taken.
 */
export async function insertCredential(actor: Actor, row: NewRow): Promise<CredentialSummary | null> {
  const { id, name, connector, environment, description } = row;
  const audit = auditInsert(
    actor,
    {
      action: "credential.created",
      subject: { id, name },
      credentialId: id,
      after: { name, connector, environment, description },
    },
    "changed",
  );
  try {
    const rows = await statement<OwnRow>`
      WITH changed AS (
        INSERT INTO "Credential" (id, "organizationId", connector, environment, name, "nameKey", description,
                                  "sealedKey", "keyHint", "keyFingerprint", "createdById")
        VALUES (${row.id}::uuid, ${actor.organizationId}, ${row.connector}, ${row.environment}, ${row.name},
                ${nameKeyOf(row.name)}, ${row.description}, ${row.sealedKey}, ${row.keyHint},
                ${row.keyFingerprint}, ${actor.userId})
        RETURNING *
      ), audited AS (${audit})
      SELECT ${ownColumns} FROM changed c`;
    // Nothing to join: it is its maker's, and nothing uses it yet.
    const made = { ownerName: makerNameOf(actor), sources: 0, destinations: 0 };
    return rows[0] === undefined ? null : toSummary({ ...rows[0], ...made });
  } catch (error) {
    if (violatedConstraint(error) !== null) return null;
    throw error;
  }
}

/** The tile of a credential in the actor's reach, with the fingerprint of its key; or null. */
export async function findCredential(
  actor: Actor,
  id: string,
): Promise<{ summary: CredentialSummary; keyFingerprint: string } | null> {
  const rows = await statement<TileRow>`
    SELECT ${tileColumns} FROM "Credential" c ${tileJoins}
    WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)}`;
  const row = rows[0];
  return row === undefined ? null : { summary: toSummary(row), keyFingerprint: row.keyFingerprint };
}

const afterName = z.tuple([z.literal("name"), storableText, z.uuid()]);
const afterBest = z.tuple([z.literal("best"), z.boolean(), storableText, z.uuid()]);
const afterNewest = z.tuple([z.literal("newest"), storableMoment, z.uuid()]);

/** Each order of a list: how it sorts, what lies behind a cursor, and the cursor of a row. */
const orders = {
  name: {
    by: Prisma.sql`c."nameKey", c.id`,
    after: (cursor: string) => {
      const [, nameKey, id] = decodeCursor(cursor, afterName);
      return Prisma.sql`(c."nameKey", c.id) > (${nameKey}, ${id}::uuid)`;
    },
    cursorOf: (row: TileRow) => encodeCursor(["name", row.nameKey, row.id]),
  },
  best: {
    by: Prisma.sql`(c.verdict <> 'valid'), c."nameKey", c.id`,
    after: (cursor: string) => {
      const [, unverified, nameKey, id] = decodeCursor(cursor, afterBest);
      return Prisma.sql`((c.verdict <> 'valid'), c."nameKey", c.id) > (${unverified}, ${nameKey}, ${id}::uuid)`;
    },
    cursorOf: (row: TileRow) => encodeCursor(["best", row.verdict !== "valid", row.nameKey, row.id]),
  },
  newest: {
    by: Prisma.sql`c."createdAt" DESC, c.id DESC`,
    after: (cursor: string) => {
      const [, createdAt, id] = decodeCursor(cursor, afterNewest);
      return Prisma.sql`(c."createdAt", c.id) < (${createdAt}::timestamptz, ${id}::uuid)`;
    },
    cursorOf: (row: TileRow) => encodeCursor(["newest", row.createdAt, row.id]),
  },
};

type Filter = Pick<CredentialQuery, "connector" | "environment" | "verdict" | "query">;

function matching(actor: Actor, filter: Filter): Prisma.Sql {
  const conditions = [credentialsInReach(actor)];
  if (filter.connector !== undefined) conditions.push(Prisma.sql`c.connector = ${filter.connector}`);
  if (filter.environment !== undefined) conditions.push(Prisma.sql`c.environment = ${filter.environment}`);
  if (filter.verdict !== undefined) conditions.push(Prisma.sql`c.verdict = ${filter.verdict}`);
  if (filter.query !== undefined && filter.query !== "") {
    const pattern = `%${nameKeyOf(filter.query).replaceAll(/[\\%_]/g, "\\$&")}%`;
    conditions.push(
      Prisma.sql`(c."nameKey" LIKE ${pattern} OR lower(c.description) LIKE ${pattern} OR lower(c."keyHint") LIKE ${pattern})`,
    );
  }
  return Prisma.join(conditions, " AND ");
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

/** A page of tiles in one statement, as fast on the last page as on the first. */
export async function findCredentials(
  actor: Actor,
  query: CredentialQuery,
  options: { except?: readonly string[] } = {},
): Promise<Page<CredentialSummary>> {
  const order = orders[query.sort];
  const conditions = [matching(actor, query)];
  if (query.cursor !== undefined) conditions.push(order.after(query.cursor));
  if (options.except !== undefined && options.except.length > 0) {
    conditions.push(Prisma.sql`c.id <> ALL (${options.except}::uuid[])`);
  }
  // The page is cut before anything is joined to it, so that no work is done for rows that are not shown.
  const rows = await statement<TileRow>`
    SELECT ${tileColumns}
    FROM (
      SELECT * FROM "Credential" c WHERE ${Prisma.join(conditions, " AND ")} ORDER BY ${order.by} LIMIT ${limitFor(query.limit)}
    ) c ${tileJoins}
    ORDER BY ${order.by}`;
  const last = rows[query.limit - 1];
  const more = rows.length > query.limit && last !== undefined;
  return { data: rows.slice(0, query.limit).map(toSummary), nextCursor: more ? order.cursorOf(last) : null };
}

/** The tiles that this person used last for a connector, the latest first. */
export async function findLastUsed(
  actor: Actor,
  filter: Filter,
  limit: number,
): Promise<CredentialSummary[]> {
  const rows = await statement<TileRow>`
    SELECT ${tileColumns}
    FROM (
      SELECT recent."credentialId", max(recent."createdAt") AS at
      FROM (
        SELECT i."credentialId", i."createdAt" FROM "Integration" i
        WHERE i."createdById" = ${actor.userId} AND i.connector = ${filter.connector ?? ""}
          AND ${integrationsInReach(actor)}
        ORDER BY i."createdAt" DESC LIMIT 50
      ) recent
      GROUP BY recent."credentialId"
    ) latest
    JOIN "Credential" c ON c.id = latest."credentialId" ${tileJoins}
    WHERE ${matching(actor, filter)}
    ORDER BY latest.at DESC LIMIT ${limit}`;
  return rows.map(toSummary);
}

/** How many credentials a connector has, counted up to `most`. */
export async function countCredentialsUpTo(actor: Actor, connector: string, most: number): Promise<number> {
  const rows = await statement<{ count: number }>`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM "Credential" c WHERE ${credentialsInReach(actor)} AND c.connector = ${connector} LIMIT ${most}
    ) counted`;
  return rows[0]?.count ?? 0;
}

/** Whether the organization has a credential of this name for the connector. */
export async function nameExists(actor: Actor, connector: string, name: string): Promise<boolean> {
  const rows = await statement<{ id: string }>`
    SELECT c.id FROM "Credential" c
    WHERE ${credentialsInReach(actor)} AND c.connector = ${connector} AND c."nameKey" = ${nameKeyOf(name)}`;
  return rows.length > 0;
}

interface SealedRow {
  id: string;
  sealedKey: string;
  connector: string;
  environment: string;
  keyVersion: number;
}

/** The only query that selects a sealed key: for whoever is about to open it. */
export async function findSealed(
  actor: Actor,
  id: string,
): Promise<{ sealedKey: string; binding: Binding } | null> {
  const [row] = await statement<SealedRow>`
    SELECT c.id, c."sealedKey", c.connector, c.environment, c."keyVersion" FROM "Credential" c
    WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)}`;
  if (row === undefined) return null;
  // Bound to the id as the row has it: whoever asks may spell it otherwise.
  const { id: credentialId, sealedKey, ...rest } = row;
  return { sealedKey, binding: { ...rest, organizationId: actor.organizationId, credentialId } };
}

export interface Finding {
  verdict: Exclude<Verdict, "untested">;
  message: string;
  at: Date;
}

/**
 * Keeps what a test found, with its audit event. A test that could not reach the service leaves the
 * verdict that is known, and only says since when it could not be checked. `keyVersion` names the key
 * that was tested: one that was replaced meanwhile is not judged by it. Null when it is gone.
 */
export async function saveFinding(
  actor: Actor,
  id: string,
  keyVersion: number,
  finding: Finding,
): Promise<CredentialSummary | null> {
  const audit = auditInsert(
    actor,
    {
      action: "credential.tested",
      subject: { id, name: Prisma.sql`name` },
      credentialId: id,
      before: Prisma.sql`jsonb_build_object('verdict', "earlierVerdict")`,
      after: Prisma.sql`jsonb_build_object('verdict', verdict)`,
      detail: { found: finding.verdict },
    },
    "changed",
  );
  const known = Prisma.sql`(${finding.verdict} = 'unreachable' AND "Credential".verdict NOT IN ('untested', 'unreachable'))`;
  const rows = await statement<TileRow>`
    WITH earlier AS (
      SELECT c.id, c.verdict AS "earlierVerdict" FROM "Credential" c
      WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)}
    ), changed AS (
      UPDATE "Credential" SET
        verdict = CASE WHEN ${known} THEN "Credential".verdict ELSE ${finding.verdict} END,
        "verdictDetail" = CASE WHEN ${known} THEN "verdictDetail" ELSE ${finding.message} END,
        "testedAt" = CASE WHEN ${known} THEN "testedAt" ELSE ${finding.at} END,
        "unreachableAt" = CASE WHEN ${known} THEN ${finding.at}::timestamptz END
      FROM earlier
      WHERE "Credential".id = earlier.id AND "keyVersion" = ${keyVersion}
      RETURNING "Credential".*, "earlierVerdict"
    ), audited AS (${audit})
    SELECT ${tileColumns} FROM changed c ${tileJoins}`;
  return rows[0] === undefined ? null : toSummary(rows[0]);
}

/** Records that a key was opened, for something that changes nothing else. */
export async function recordOpening(
  actor: Actor,
  id: string,
  action: AuditAction,
  endpoint: string,
): Promise<void> {
  const audit = auditInsert(
    actor,
    { action, subject: { id, name: Prisma.sql`name` }, credentialId: id, detail: { endpoint } },
    "changed",
  );
  await statement`
    WITH changed AS (
      SELECT c.name FROM "Credential" c WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)}
    ) ${audit}`;
}

/** Removes a credential, with its audit event. False, with nothing removed, while something uses it. */
export async function deleteCredentialRow(actor: Actor, id: string): Promise<boolean> {
  const audit = auditInsert(
    actor,
    {
      action: "credential.deleted",
      subject: { id, name: Prisma.sql`name` },
      credentialId: id,
      before: Prisma.sql`jsonb_build_object('name', name, 'connector', connector, 'environment', environment,
                                            'description', description)`,
    },
    "changed",
  );
  try {
    await statement`
      WITH changed AS (
        DELETE FROM "Credential" c WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)} RETURNING c.*
      ) ${audit}`;
    return true;
  } catch (error) {
    if (violatesReference(error)) return false;
    throw error;
  }
}

/** At most this many are named in the refusal of a delete. */
const USERS_LISTED = 50;

/** The sources and destinations that use a credential, by name. */
export async function findUsers(
  actor: Actor,
  id: string,
): Promise<{ id: string; direction: Direction; name: string }[]> {
  return statement<{ id: string; direction: Direction; name: string }>`
    SELECT i.id, i.direction, i.name FROM "Integration" i
    WHERE i."credentialId" = ${id}::uuid AND ${integrationsInReach(actor)}
    ORDER BY i.name, i.id LIMIT ${USERS_LISTED}`;
}

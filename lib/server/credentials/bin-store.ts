import { z } from "zod";
import type { CredentialSummary, Page } from "../../credentials.ts";
import type { BinQuery, DeletedCredential } from "../../deleted-credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach, deletedInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import { decodeCursor, encodeCursor, storableMoment } from "../cursor.ts";
import { statement, violatedConstraint, violatesReference } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { mosaicOf } from "../vault/fingerprint.ts";
import { nameKeyOf, type TileRow, tileColumns, tileJoins, toSummary } from "./tile-row-store.ts";

/*
 * The bin: where the rows of deleted credentials wait, whole, until their keys are destroyed. They are moved, not
 * marked, so that no other query has to know of them, names are free at once, and the foreign key of what uses a
 * credential still refuses.
 */

/**
 * Moves a credential into the bin, with its audit event. False, with nothing moved, while something uses it. One
 * that was moved by somebody else a moment ago is moved.
 */
export async function moveToBin(actor: Actor, id: string, daysKept: number): Promise<boolean> {
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
    // The id can be in the bin only where a client made two credentials of it at one moment: the later one stays.
    await statement`
      WITH changed AS (
        DELETE FROM "Credential" c WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)} RETURNING c.*
      ), binned AS (
        INSERT INTO "DeletedCredential" AS d (id, "organizationId", connector, name, "createdById", row, "sealedKey",
                                              "deletedById", "destroyAt")
        SELECT id, "organizationId", connector, name, "createdById", to_jsonb(changed) - 'sealedKey', "sealedKey",
               ${actor.userId}, now() + make_interval(days => ${daysKept}::int)
        FROM changed
        ON CONFLICT (id) DO UPDATE SET
          connector = excluded.connector, name = excluded.name, "createdById" = excluded."createdById",
          row = excluded.row, "sealedKey" = excluded."sealedKey", "deletedById" = excluded."deletedById",
          "deletedAt" = excluded."deletedAt", "destroyAt" = excluded."destroyAt"
        WHERE (d.id, d."organizationId") = (excluded.id, excluded."organizationId")
      ) ${audit}`;
    return true;
  } catch (error) {
    if (violatesReference(error)) return false;
    throw error;
  }
}

interface DeletedRow {
  id: string;
  connector: string;
  environment: string;
  name: string;
  keyHint: string;
  keyFingerprint: string;
  createdById: string | null;
  ownerName: string | null;
  deletedById: string | null;
  deletedByName: string | null;
  deletedAt: string;
  destroyAt: string;
}

const deletedColumns = Prisma.sql`
  d.id, d.connector, d.row->>'environment' AS environment, d.name, d.row->>'keyHint' AS "keyHint",
  d.row->>'keyFingerprint' AS "keyFingerprint", d."createdById", o.name AS "ownerName", d."deletedById",
  b.name AS "deletedByName", d."deletedAt", d."destroyAt"`;
const deletedJoins = Prisma.sql`
  LEFT JOIN "User" o ON o.id = d."createdById" LEFT JOIN "User" b ON b.id = d."deletedById"`;

function toDeleted(row: DeletedRow): DeletedCredential {
  return {
    id: row.id,
    connector: row.connector,
    environment: row.environment,
    name: row.name,
    keyHint: row.keyHint,
    mosaic: mosaicOf(row.keyFingerprint),
    owner: row.createdById === null ? null : { id: row.createdById, name: row.ownerName ?? "" },
    deletedBy: row.deletedById === null ? null : { id: row.deletedById, name: row.deletedByName ?? "" },
    deletedAt: row.deletedAt,
    destroyAt: row.destroyAt,
  };
}

/** A credential in the bin and in the actor's reach; or null. One whose time is over is not there any more. */
export async function findDeleted(actor: Actor, id: string): Promise<DeletedCredential | null> {
  const rows = await statement<DeletedRow>`
    SELECT ${deletedColumns} FROM "DeletedCredential" d ${deletedJoins}
    WHERE d.id = ${id}::uuid AND d."destroyAt" > now() AND ${deletedInReach(actor)}`;
  return rows[0] === undefined ? null : toDeleted(rows[0]);
}

const afterLatest = z.tuple([storableMoment, z.uuid()]);

/** A page of the bin, what was deleted last first. */
export async function findAllDeleted(actor: Actor, query: BinQuery): Promise<Page<DeletedCredential>> {
  const conditions = [deletedInReach(actor), Prisma.sql`d."destroyAt" > now()`];
  if (query.cursor !== undefined) {
    const [deletedAt, id] = decodeCursor(query.cursor, afterLatest);
    conditions.push(Prisma.sql`(d."deletedAt", d.id) < (${deletedAt}::timestamptz, ${id}::uuid)`);
  }
  const rows = await statement<DeletedRow>`
    SELECT ${deletedColumns} FROM "DeletedCredential" d ${deletedJoins}
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY d."deletedAt" DESC, d.id DESC LIMIT ${query.limit + 1}`;
  const last = rows[query.limit - 1];
  const more = rows.length > query.limit && last !== undefined;
  return {
    data: rows.slice(0, query.limit).map(toDeleted),
    nextCursor: more ? encodeCursor([last.deletedAt, last.id]) : null,
  };
}

/**
 * Moves a credential back, as it was or under another name, with its audit event. `name-taken`, with nothing moved,
 * when its name has been given away; null when it is not in the bin.
 */
export async function moveFromBin(
  actor: Actor,
  id: string,
  name: string | undefined,
): Promise<CredentialSummary | "name-taken" | null> {
  const audit = auditInsert(
    actor,
    {
      action: "credential.restored",
      subject: { id, name: Prisma.sql`name` },
      credentialId: id,
      after: Prisma.sql`jsonb_build_object('name', name, 'connector', connector, 'environment', environment,
                                           'description', description)`,
    },
    "changed",
  );
  const renamed = name === undefined ? {} : { name, nameKey: nameKeyOf(name) };
  try {
    const rows = await statement<TileRow>`
      WITH binned AS (
        DELETE FROM "DeletedCredential" d
        WHERE d.id = ${id}::uuid AND d."destroyAt" > now() AND ${deletedInReach(actor)}
        RETURNING d.*
      ), changed AS (
        INSERT INTO "Credential"
        SELECT restored.* FROM binned b, jsonb_populate_record(
          NULL::"Credential",
          b.row || jsonb_build_object(
            'sealedKey', b."sealedKey",
            'revision', (b.row->>'revision')::int + 1,
            'updatedAt', now(),
            'createdById', (SELECT u.id FROM "User" u WHERE u.id = b."createdById")
          ) || ${JSON.stringify(renamed)}::jsonb
        ) restored
        RETURNING *
      ), audited AS (${audit})
      SELECT ${tileColumns} FROM changed c ${tileJoins}`;
    return rows[0] === undefined ? null : toSummary(rows[0]);
  } catch (error) {
    const violated = violatedConstraint(error);
    if (violated === null) throw error;
    // There is a credential of its id again, which is what was asked for.
    return violated.includes("pkey") ? null : "name-taken";
  }
}

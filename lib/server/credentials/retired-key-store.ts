import { v7 as uuidv7 } from "uuid";
import type { CredentialSummary } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import { statement } from "../db.ts";
import type { KeyTest } from "../egress/test-key.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Binding } from "../vault/seal.ts";
import { type TileRow, tileColumns, tileJoins, toSummary } from "./tile-row-store.ts";
import { badSince, turnedVerdict } from "./turned-verdict-store.ts";
import { type Finding, recordOf } from "./verdict-store.ts";

/** For how long an earlier key can be brought back. */
const KEPT = Prisma.sql`interval '24 hours'`;
/** Whoever switches to a key that was not checked waits no day for it. */
const CHECKED_SOON = Prisma.sql`now() + interval '1 minute'`;

export interface NewSealedKey {
  /** The environment that it is sealed to: the credential's from then on. */
  environment: string;
  sealedKey: string;
  keyHint: string;
  keyFingerprint: string;
  expiresAt: string | null;
}

export interface Switch {
  /** What the row must still say, or nothing is changed: the key that goes, and the environment it is sealed to. */
  from: Pick<Binding, "keyVersion" | "environment">;
  /** The revision that the row must still have, where somebody said which. */
  revision: number | null;
  to: NewSealedKey;
  test: KeyTest;
  /** Whether the key that goes can be brought back: one that does not open cannot. */
  keep: boolean;
}

/**
 * Of the retired keys `r` of a credential's id, those that can be brought back: kept still, and its own. One that was
 * deleted may have had the same id, since clients make them.
 */
function ofThisOne(credential: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(r."destroyAt" > now() AND r."retiredAt" >= ${credential}."createdAt")`;
}

/** The row as it was, locked, unless somebody was faster. */
function earlierRow(
  actor: Actor,
  id: string,
  { from, revision }: Pick<Switch, "from" | "revision">,
): Prisma.Sql {
  return Prisma.sql`
    SELECT c.* FROM "Credential" c
    WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)}
      AND c."keyVersion" = ${from.keyVersion} AND c.environment = ${from.environment}
      ${revision === null ? Prisma.empty : Prisma.sql`AND c.revision = ${revision}`}
    FOR UPDATE`;
}

/** What an event says besides where the key's environment or expiry is another one than it was. */
function changedWithKey(environment: Prisma.Sql, expiresAt: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    CASE WHEN "earlierEnvironment" = environment THEN '{}'
      ELSE jsonb_build_object('connector', connector, 'environment', ${environment}) END ||
    CASE WHEN "earlierExpiry" IS NOT DISTINCT FROM "expiresAt" THEN '{}'
      ELSE jsonb_build_object('expiresAt', ${expiresAt}) END`;
}
const changedBefore = changedWithKey(Prisma.sql`"earlierEnvironment"`, Prisma.sql`"earlierExpiry"`);
const changedAfter = changedWithKey(Prisma.sql`environment`, Prisma.sql`"expiresAt"`);

/**
 * Gives a credential its new key, at once for all that use it, in one statement: the earlier one retires with its
 * expiry, verdict and expiry are the new one's, and the event is recorded. With another environment it moves there in
 * the same statement. Null, with nothing changed, when the row is not what `from` says.
 */
export async function switchKey(actor: Actor, id: string, change: Switch): Promise<CredentialSummary | null> {
  const { to, test, keep } = change;
  const audit = auditInsert(
    actor,
    {
      action: "credential.key_replaced",
      subject: { id, name: Prisma.sql`name` },
      credentialId: id,
      before: Prisma.sql`jsonb_build_object('keyHint', "earlierHint", 'verdict', "earlierVerdict") || ${changedBefore}`,
      after: Prisma.sql`jsonb_build_object('keyHint', "keyHint", 'verdict', verdict) || ${changedAfter}`,
      ...(test.verdict === "rejected" && { detail: { insisted: true } }),
    },
    "changed",
  );
  const rows = await statement<TileRow>`
    WITH earlier AS (${earlierRow(actor, id, change)}), retired AS (
      INSERT INTO "RetiredKey" (id, "organizationId", "credentialId", "sealedKey", "keyVersion", environment, "keyHint",
                                "keyFingerprint", verdict, "verdictDetail", "testedAt", "verdictSince", "expiresAt",
                                "remindedDays", "retiredAt", "destroyAt")
      SELECT ${uuidv7()}::uuid, "organizationId", id, "sealedKey", "keyVersion", environment, "keyHint",
             "keyFingerprint", verdict, "verdictDetail", "testedAt", "verdictSince", "expiresAt", "remindedDays", now(),
             now() + ${KEPT}
      FROM earlier WHERE ${keep}::boolean
      ON CONFLICT ("credentialId", "keyVersion") DO UPDATE SET
        id = excluded.id, "sealedKey" = excluded."sealedKey", environment = excluded.environment,
        "keyHint" = excluded."keyHint", "keyFingerprint" = excluded."keyFingerprint", verdict = excluded.verdict,
        "verdictDetail" = excluded."verdictDetail", "testedAt" = excluded."testedAt",
        "verdictSince" = excluded."verdictSince", "expiresAt" = excluded."expiresAt",
        "remindedDays" = excluded."remindedDays",
        "retiredAt" = excluded."retiredAt", "destroyAt" = excluded."destroyAt"
    ), changed AS (
      UPDATE "Credential" c SET
        environment = ${to.environment}, "sealedKey" = ${to.sealedKey}, "keyVersion" = earlier."keyVersion" + 1,
        "keyHint" = ${to.keyHint}, "keyFingerprint" = ${to.keyFingerprint},
        "expiresAt" = ${to.expiresAt}::timestamptz, "remindedDays" = NULL,
        verdict = ${test.verdict}, "verdictDetail" = ${test.message}, "testedAt" = ${test.testedAt},
        "verdictSince" = ${test.testedAt}, "unreachableAt" = NULL,
        "checkDueAt" = CASE WHEN ${test.verdict} = 'unreachable' THEN ${CHECKED_SOON} ELSE c."checkDueAt" END,
        "keyReplacedAt" = now(),
        "turnedBadAt" = ${badSince(Prisma.sql`${test.verdict}::text`, Prisma.sql`c."turnedBadAt"`)},
        "undoUntil" = CASE WHEN ${keep}::boolean THEN now() + ${KEPT} ELSE (
          SELECT max(r."destroyAt") FROM "RetiredKey" r WHERE r."credentialId" = earlier.id AND ${ofThisOne(Prisma.sql`earlier`)}
        ) END,
        revision = c.revision + 1, "updatedAt" = now()
      FROM earlier WHERE c.id = earlier.id
      RETURNING c.*, earlier."keyHint" AS "earlierHint", earlier.verdict AS "earlierVerdict",
                earlier.environment AS "earlierEnvironment", earlier."expiresAt" AS "earlierExpiry",
                earlier."turnedBadAt" AS "earlierBadAt"
    ), told AS (${turnedVerdict}), ${recordOf(actor, findingOf(actor, test))}, audited AS (${audit})
    SELECT ${tileColumns} FROM changed c ${tileJoins}`;
  return rows[0] === undefined ? null : toSummary(rows[0]);
}

function findingOf(actor: Actor, { testedAt, ...test }: KeyTest): Finding {
  return { ...test, at: testedAt, cause: actor.kind === "member" ? "person" : "token" };
}

interface RetiredRow {
  retiredId: string;
  sealedKey: string;
  connector: string;
  sealedTo: string;
  sealedVersion: number;
  environment: string;
  keyVersion: number;
}

export interface RetiredKey {
  id: string;
  sealedKey: string;
  /** The row that it was sealed to. */
  earlier: Binding;
  /** What the row says now. */
  present: Switch["from"];
}

/** The key that a credential had before its present one, while it can be brought back; or null. */
export async function findRetired(actor: Actor, id: string): Promise<RetiredKey | null> {
  const [row] = await statement<RetiredRow>`
    SELECT r.id AS "retiredId", r."sealedKey", c.connector, r.environment AS "sealedTo",
           r."keyVersion" AS "sealedVersion", c.environment, c."keyVersion"
    FROM "Credential" c JOIN "RetiredKey" r ON r."credentialId" = c.id
    WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)} AND ${ofThisOne(Prisma.sql`c`)}
    ORDER BY r."keyVersion" DESC LIMIT 1`;
  if (row === undefined) return null;
  const { retiredId, sealedKey, connector, sealedTo, sealedVersion, environment, keyVersion } = row;
  const { organizationId } = actor;
  return {
    id: retiredId,
    sealedKey,
    earlier: {
      organizationId,
      credentialId: id,
      connector,
      environment: sealedTo,
      keyVersion: sealedVersion,
    },
    present: { environment, keyVersion },
  };
}

/**
 * Gives a credential its earlier key back, sealed anew, with the environment, the expiry and the verdict that it had.
 * The key that goes is gone. What was before the earlier one can be brought back as before. Null, with nothing
 * changed, when somebody was faster.
 */
export async function restoreKey(
  actor: Actor,
  id: string,
  change: Pick<Switch, "from" | "revision"> & { retiredId: string; sealedKey: string },
): Promise<CredentialSummary | null> {
  const audit = auditInsert(
    actor,
    {
      action: "credential.key_restored",
      subject: { id, name: Prisma.sql`name` },
      credentialId: id,
      before: Prisma.sql`jsonb_build_object('keyHint', "earlierHint", 'verdict', "earlierVerdict") || ${changedBefore}`,
      after: Prisma.sql`jsonb_build_object('keyHint', "keyHint", 'verdict', verdict) || ${changedAfter}`,
    },
    "changed",
  );
  const rows = await statement<TileRow>`
    WITH undone AS (${earlierRow(actor, id, change)}), earlier AS (
      DELETE FROM "RetiredKey" r USING undone
      WHERE r.id = ${change.retiredId}::uuid AND r."credentialId" = undone.id AND r."destroyAt" > now()
      RETURNING r.*
    ), before AS (
      SELECT r."retiredAt", r."destroyAt" FROM "RetiredKey" r JOIN undone ON r."credentialId" = undone.id
      WHERE r.id <> ${change.retiredId}::uuid AND ${ofThisOne(Prisma.sql`undone`)}
      ORDER BY r."keyVersion" DESC LIMIT 1
    ), changed AS (
      UPDATE "Credential" c SET
        environment = earlier.environment, "sealedKey" = ${change.sealedKey},
        "keyVersion" = undone."keyVersion" + 1, "keyHint" = earlier."keyHint",
        "keyFingerprint" = earlier."keyFingerprint", "expiresAt" = earlier."expiresAt",
        "remindedDays" = earlier."remindedDays", verdict = earlier.verdict,
        "verdictDetail" = earlier."verdictDetail", "testedAt" = earlier."testedAt",
        "verdictSince" = earlier."verdictSince", "unreachableAt" = NULL,
        "turnedBadAt" = ${badSince(Prisma.sql`earlier.verdict`, Prisma.sql`c."turnedBadAt"`)},
        "checkDueAt" = CASE WHEN earlier.verdict IN ('untested', 'unreachable') THEN ${CHECKED_SOON}
                            ELSE c."checkDueAt" END,
        "keyReplacedAt" = (SELECT "retiredAt" FROM before), "undoUntil" = (SELECT "destroyAt" FROM before),
        revision = c.revision + 1, "updatedAt" = now()
      FROM undone, earlier WHERE c.id = undone.id
      RETURNING c.*, undone."keyHint" AS "earlierHint", undone.verdict AS "earlierVerdict",
                undone.environment AS "earlierEnvironment", undone."expiresAt" AS "earlierExpiry",
                undone."turnedBadAt" AS "earlierBadAt"
    ), told AS (${turnedVerdict}), audited AS (${audit})
    SELECT ${tileColumns} FROM changed c ${tileJoins}`;
  return rows[0] === undefined ? null : toSummary(rows[0]);
}

/**
 * Destroys up to `limit` keys that can no longer be brought back, each with an event of Tessera's own. Answers how
 * many. Several at once, here or elsewhere, take different ones.
 */
export async function destroyRetired(now: Date, limit: number): Promise<number> {
  const eventIds = Array.from({ length: limit }, () => uuidv7());
  const rows = await statement<{ count: number }>`
    WITH due AS (
      SELECT id FROM "RetiredKey" WHERE "destroyAt" <= ${now} ORDER BY "destroyAt" LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    ), destroyed AS (
      DELETE FROM "RetiredKey" r USING due WHERE r.id = due.id
      RETURNING r."organizationId", r."credentialId", r."keyHint"
    ), numbered AS (
      SELECT d.*, row_number() OVER () AS number, c.name
      FROM destroyed d LEFT JOIN "Credential" c ON c.id = d."credentialId"
    ), audited AS (
      INSERT INTO "AuditEvent" (id, "organizationId", "actorKind", "actorId", "actorName", action, "subjectId",
                                "subjectName", "credentialId", before, detail, "requestId")
      SELECT (${eventIds}::uuid[])[number], "organizationId", 'tessera', 'tessera', 'Tessera',
             'credential.key_destroyed', "credentialId"::text, coalesce(name, ''), "credentialId",
             jsonb_build_object('keyHint', "keyHint"), '{}'::jsonb, ${uuidv7()}
      FROM numbered
    )
    SELECT count(*)::int AS count FROM destroyed`;
  return rows[0]?.count ?? 0;
}

import { v7 as uuidv7 } from "uuid";
import type { CredentialSummary, Verdict, VerdictCause, VerdictRecord } from "../../credentials.ts";
import type { AnyActor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import { statement } from "../db.ts";
import { env } from "../env.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type TileRow, tileColumns, tileJoins, toSummary } from "./tile-row-store.ts";
import { badSince, turnedVerdict } from "./turned-verdict-store.ts";

/** How many of a credential's findings are kept. */
export const FINDINGS_KEPT = 50;
/** Real traffic that says what is known already is told no more often. */
const TRAFFIC_TOLD_EVERY = Prisma.sql`interval '1 minute'`;
/** A service that could not be reached is asked again sooner than in a day. */
const TRIED_AGAIN_AFTER_HOURS = 1;

export interface Finding {
  verdict: Exclude<Verdict, "untested">;
  message: string;
  at: Date;
  /** HTTP status of the answer, how long it took, and the service's id of it; null when there was none. */
  status: number | null;
  latencyMs: number | null;
  traceId: string | null;
  cause: VerdictCause;
}

/** What real traffic can find. */
export type TrafficFinding = Finding & { verdict: "valid" | "limited" | "rejected" | "unreadable" };

/**
 * Keeps what a test found, as the credential's verdict and as a record, with its audit event. A test that could not
 * reach the service leaves the verdict that is known, and only says since when it could not be checked. `keyVersion`
 * names the key that was tested: one that was replaced meanwhile is not judged by it. Null when it is gone.
 */
export async function saveFinding(
  actor: AnyActor,
  id: string,
  keyVersion: number,
  finding: Finding,
): Promise<CredentialSummary | null> {
  const rows = await statement<TileRow>`
    WITH ${changes(actor, id, keyVersion, finding)},
    audited AS (${auditOf(actor, id, finding, "credential.tested")})
    SELECT ${tileColumns} FROM changed c ${tileJoins}`;
  return rows[0] === undefined ? null : toSummary(rows[0]);
}

/**
 * Keeps what real traffic says of the key. Writes nothing where it says what is known and was found less
 * than a minute ago. A key that is known to be limited is not found to be whole by an answer that it may have. An
 * audit event is recorded only where the verdict changes: that the key was opened is recorded already.
 */
export async function saveTraffic(
  actor: AnyActor,
  id: string,
  keyVersion: number,
  finding: TrafficFinding,
): Promise<void> {
  const same = Prisma.sql`(c.verdict = ${finding.verdict} OR (${finding.verdict} = 'valid' AND c.verdict = 'limited'))`;
  const known = Prisma.sql`${same} AND c."unreachableAt" IS NULL`;
  const fresh = Prisma.sql`c."testedAt" > ${finding.at}::timestamptz - ${TRAFFIC_TOLD_EVERY}`;
  await statement`
    WITH ${changes(actor, id, keyVersion, finding, Prisma.sql`AND NOT (${known} AND ${fresh})`)},
    turned AS (SELECT * FROM changed WHERE verdict <> "earlierVerdict"),
    audited AS (${auditOf(actor, id, finding, "credential.judged")})
    SELECT 1`;
}

/**
 * The CTEs `earlier`, `changed`, `told`, `recorded` and `trimmed` of a finding. The record says what was found; the
 * row, what is known since; the webhook is told of a verdict that turned bad or is good again.
 */
function changes(
  actor: AnyActor,
  id: string,
  keyVersion: number,
  finding: Finding,
  where: Prisma.Sql = Prisma.empty,
): Prisma.Sql {
  const { verdict, message, at, cause } = finding;
  const unreachable = verdict === "unreachable";
  // What is said by traffic is said of one request: it does not lift limits, and puts off no test that may.
  const isLimited = Prisma.sql`(
    ${cause} = 'traffic' AND (${verdict} = 'limited' OR (${verdict} = 'valid' AND "Credential".verdict = 'limited')))`;
  const keeps = Prisma.sql`(
    (${unreachable}::boolean AND "Credential".verdict NOT IN ('untested', 'unreachable'))
    OR (${isLimited} AND "Credential".verdict = 'limited'))`;
  const known = Prisma.sql`CASE WHEN ${keeps} THEN "Credential".verdict ELSE ${verdict} END`;
  return Prisma.sql`
    earlier AS (
      SELECT c.id, c.verdict AS "earlierVerdict", c."turnedBadAt" AS "earlierBadAt" FROM "Credential" c
      WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)} ${where}
      FOR NO KEY UPDATE OF c
    ), changed AS (
      UPDATE "Credential" SET
        verdict = ${known},
        "verdictDetail" = CASE WHEN ${keeps} THEN "verdictDetail" ELSE ${message} END,
        "testedAt" = CASE WHEN ${unreachable}::boolean AND ${keeps} THEN "testedAt" ELSE ${at}::timestamptz END,
        "verdictSince" = CASE WHEN ${keeps} OR "Credential".verdict = ${verdict}
          THEN coalesce("verdictSince", "testedAt") ELSE ${at}::timestamptz END,
        "unreachableAt" = CASE WHEN ${unreachable}::boolean AND ${keeps} THEN ${at}::timestamptz END,
        "turnedBadAt" = ${badSince(known, Prisma.sql`"turnedBadAt"`)},
        "checkDueAt" = CASE WHEN ${isLimited} THEN "checkDueAt" ELSE ${nextCheck(unreachable)} END
      FROM earlier
      WHERE "Credential".id = earlier.id AND "keyVersion" = ${keyVersion}
      RETURNING "Credential".*, "earlierVerdict", "earlierBadAt"
    ), told AS (${turnedVerdict}), ${recordOf(actor, finding)}`;
}

/** The CTEs `recorded` and `trimmed` of a finding on the key of the credential in the CTE `changed`. */
export function recordOf(actor: AnyActor, finding: Finding): Prisma.Sql {
  const { verdict, message, at, cause } = finding;
  return Prisma.sql`
    recorded AS (
      INSERT INTO "VerdictRecord" (id, "organizationId", "credentialId", "keyVersion", verdict, detail, status,
                                   "latencyMs", "traceId", cause, "askedBy", "testedAt")
      SELECT ${uuidv7()}::uuid, "organizationId", id, "keyVersion", ${verdict}, ${message}, ${finding.status}::int,
             ${finding.latencyMs === null ? null : Math.round(finding.latencyMs)}::int, ${finding.traceId}::text,
             ${cause}, ${actor.name}, ${at}::timestamptz
      FROM changed
    ), trimmed AS (
      DELETE FROM "VerdictRecord" WHERE id IN (
        SELECT r.id FROM changed JOIN "VerdictRecord" r ON r."credentialId" = changed.id
        ORDER BY r."testedAt" DESC, r.id DESC OFFSET ${FINDINGS_KEPT - 1}
      )
    )`;
}

/**
 * When the next check by itself is due. After the first finding anywhere in the time between two, so that keys that
 * were saved together are not checked together for ever; then a little earlier each time, which spreads them further.
 */
function nextCheck(unreachable: boolean): Prisma.Sql {
  const hours = env().recheckHours || 24;
  const until = unreachable ? Math.min(hours, TRIED_AGAIN_AFTER_HOURS) : hours;
  return Prisma.sql`now() + ${until}::float8 * interval '1 hour' * (
    CASE WHEN "Credential".verdict = 'untested' AND NOT ${unreachable}::boolean
      THEN 0.1 + 0.9 * random() ELSE 0.9 + 0.1 * random() END)`;
}

function auditOf(
  actor: AnyActor,
  id: string,
  finding: Finding,
  action: "credential.tested" | "credential.judged",
): Prisma.Sql {
  return auditInsert(
    actor,
    {
      action,
      subject: { id, name: Prisma.sql`name` },
      credentialId: id,
      before: Prisma.sql`jsonb_build_object('verdict', "earlierVerdict")`,
      after: Prisma.sql`jsonb_build_object('verdict', verdict)`,
      detail: { found: finding.verdict },
    },
    action === "credential.tested" ? "changed" : "turned",
  );
}

/** The last findings of a credential, the newest first; null when it is not in the actor's reach. */
export async function findFindings(actor: AnyActor, id: string): Promise<VerdictRecord[] | null> {
  const rows = await statement<Omit<VerdictRecord, "id"> & { id: string | null }>`
    SELECT r.id, r.verdict, r.detail AS message, r.status, r."latencyMs", r."traceId", r.cause, r."askedBy",
           r."keyVersion", r."testedAt"
    FROM "Credential" c LEFT JOIN LATERAL (
      SELECT * FROM "VerdictRecord" v WHERE v."credentialId" = c.id
      ORDER BY v."testedAt" DESC, v.id DESC LIMIT ${FINDINGS_KEPT}
    ) r ON true
    WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)}
    ORDER BY r."testedAt" DESC, r.id DESC`;
  if (rows.length === 0) return null;
  return rows.flatMap(({ id: recordId, ...row }) => (recordId === null ? [] : [{ id: recordId, ...row }]));
}

import type { CredentialSummary, Verdict } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type TileRow, tileColumns, tileJoins, toSummary } from "./tile-row-store.ts";

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

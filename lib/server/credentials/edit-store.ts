import type { CredentialChanges } from "../../credential-changes.ts";
import type { CredentialSummary } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import { statement, violatedConstraint } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { nameKeyOf, type TileRow, tileColumns, tileJoins, toSummary } from "./tile-row-store.ts";

export type Edited = Pick<CredentialChanges, "name" | "description" | "environment" | "expiresAt">;

export interface Edit {
  /** The credential as it is: nothing is changed unless its row still has this revision. */
  from: CredentialSummary;
  /** Those fields that become other ones than they are. */
  changes: Edited;
  /** Of a move: the key sealed to the new environment, and the version that it was sealed under before. */
  resealed: { sealedKey: string; earlierVersion: number } | null;
}

/**
 * What a move changes besides: another environment has found nothing of this key yet. Whoever moves it mostly tests it
 * at once; where nobody does within a minute, it is due.
 */
function moved(resealed: Edit["resealed"]): Prisma.Sql {
  if (resealed === null) return Prisma.empty;
  return Prisma.sql`
    "sealedKey" = ${resealed.sealedKey}, "keyVersion" = c."keyVersion" + 1, verdict = 'untested',
    "verdictDetail" = NULL, "testedAt" = NULL, "verdictSince" = NULL, "unreachableAt" = NULL,
    "checkDueAt" = now() + interval '1 minute',`;
}

/**
 * Changes a credential, with its audit event, in one statement. Null, with nothing changed, when somebody was faster;
 * `name-taken` when the organization has another credential of the name.
 */
export async function editRow(
  actor: Actor,
  { from, changes, resealed }: Edit,
): Promise<CredentialSummary | "name-taken" | null> {
  const to = { ...from, ...changes };
  const before = Object.fromEntries(
    Object.keys(changes).map((field) => [field, from[field as keyof Edited]]),
  );
  const service = resealed === null ? {} : { connector: from.connector };
  const audit = auditInsert(
    actor,
    {
      action: resealed === null ? "credential.edited" : "credential.moved",
      subject: { id: from.id, name: to.name },
      credentialId: from.id,
      before: { ...before, ...service },
      after: { ...changes, ...service },
    },
    "changed",
  );
  const sameKey =
    resealed === null ? Prisma.empty : Prisma.sql`AND c."keyVersion" = ${resealed.earlierVersion}`;
  try {
    const rows = await statement<TileRow>`
      WITH changed AS (
        UPDATE "Credential" c SET
          name = ${to.name}, "nameKey" = ${nameKeyOf(to.name)}, description = ${to.description},
          environment = ${to.environment}, "expiresAt" = ${to.expiresAt}::timestamptz,
          "remindedDays" = CASE WHEN c."expiresAt" = ${to.expiresAt}::timestamptz THEN c."remindedDays" END,
          ${moved(resealed)}
          revision = c.revision + 1, "updatedAt" = now()
        WHERE c.id = ${from.id}::uuid AND ${credentialsInReach(actor)} AND c.revision = ${from.revision} ${sameKey}
        RETURNING c.*
      ), audited AS (${audit})
      SELECT ${tileColumns} FROM changed c ${tileJoins}`;
    return rows[0] === undefined ? null : toSummary(rows[0]);
  } catch (error) {
    if (violatedConstraint(error) !== null) return "name-taken";
    throw error;
  }
}

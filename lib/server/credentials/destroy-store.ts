import type { Actor } from "../access/actor.ts";
import { deletedInReach } from "../access/reach-store.ts";
import { type AuditActor, auditInsert } from "../audit/audit.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";

/*
 * The end of a deleted credential: its sealed key, earlier ones that were kept for an undo, what tests found of it,
 * and its receipts. What was done with it stays on record.
 */

/** The ids, with their organizations, of credentials whose time in the bin was over by `now`: the longest first. */
export async function findOverdue(
  now: Date,
  limit: number,
): Promise<{ id: string; organizationId: string }[]> {
  return statement<{ id: string; organizationId: string }>`
    SELECT d.id, d."organizationId" FROM "DeletedCredential" d
    WHERE d."destroyAt" <= ${now} ORDER BY d."destroyAt" LIMIT ${limit}`;
}

/** Destroys a deleted credential in the actor's reach. False when it is not in the bin. */
export async function destroyInReach(actor: Actor, id: string): Promise<boolean> {
  return destroy(actor, id, deletedInReach(actor));
}

/** The same for one whose time was over by `now`, whatever has been restored or destroyed meanwhile. `actor` is of its organization. */
export async function destroyOverdue(actor: AuditActor, id: string, now: Date): Promise<boolean> {
  return destroy(actor, id, Prisma.sql`d."destroyAt" <= ${now}`);
}

async function destroy(actor: AuditActor, id: string, condition: Prisma.Sql): Promise<boolean> {
  const audit = auditInsert(
    actor,
    {
      action: "credential.destroyed",
      subject: { id, name: Prisma.sql`name` },
      credentialId: id,
      before: Prisma.sql`jsonb_build_object('name', name, 'connector', connector,
                                            'environment', row->>'environment')`,
    },
    "changed",
  );
  const rows = await statement<{ id: string }>`
    WITH changed AS (
      DELETE FROM "DeletedCredential" d WHERE d.id = ${id}::uuid AND ${condition} RETURNING d.*
    ), retired AS (
      DELETE FROM "RetiredKey" k USING changed
      WHERE (k."credentialId", k."organizationId") = (changed.id, changed."organizationId")
    ), verdicts AS (
      DELETE FROM "VerdictRecord" v USING changed
      WHERE (v."credentialId", v."organizationId") = (changed.id, changed."organizationId")
    ), receipts AS (
      DELETE FROM "Receipt" r USING changed
      WHERE (r."credentialId", r."organizationId") = (changed.id, changed."organizationId")
    ), audited AS (${audit})
    SELECT id FROM changed`;
  return rows.length > 0;
}

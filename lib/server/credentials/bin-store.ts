import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import { statement, violatesReference } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";

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

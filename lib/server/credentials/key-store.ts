import type { AnyActor } from "../access/actor.ts";
import { credentialsInReach, deletedInReach } from "../access/reach-store.ts";
import { type AuditFields, auditInsert } from "../audit/audit.ts";
import type { AuditAction } from "../audit/audit-action.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Binding } from "../vault/seal.ts";

interface SealedRow {
  id: string;
  sealedKey: string;
  connector: string;
  environment: string;
  keyVersion: number;
}

/** The only query that selects a sealed key: for whoever is about to open it. */
export async function findSealed(
  actor: AnyActor,
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

/**
 * Records that a key was opened, for something that changes nothing else. Also where the credential has been deleted
 * since; one that is destroyed has no name any more.
 */
export async function recordOpening(
  actor: AnyActor,
  id: string,
  action: AuditAction,
  detail: AuditFields,
): Promise<void> {
  const audit = auditInsert(
    actor,
    { action, subject: { id, name: Prisma.sql`name` }, credentialId: id, detail },
    "changed",
  );
  await statement`
    WITH changed AS (
      SELECT COALESCE(
        (SELECT c.name FROM "Credential" c WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)}),
        (SELECT d.name FROM "DeletedCredential" d WHERE d.id = ${id}::uuid AND ${deletedInReach(actor)}),
        '') AS name
    ) ${audit}`;
}

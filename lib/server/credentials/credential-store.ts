import type { CredentialSummary } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { auditInsert } from "../audit/audit.ts";
import { statement, violatedConstraint } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { nameKeyOf, type OwnRow, ownColumns, toSummary } from "./tile-row-store.ts";
import { sameKeyInReach } from "./tile-store.ts";

/** What the owner of a new row is called: its maker, or whoever made the token that made it. */
function makerNameOf(actor: Actor): string | null {
  return actor.kind === "member" ? actor.name : actor.userName;
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
  /** ISO 8601, or null where nobody said. */
  expiresAt: string | null;
  /** What the credential is called that this one was made from, where it was made from one. */
  duplicateOf?: string;
}

/**
 * Stores a credential together with its audit event, in one statement. Null, with nothing stored, when
 * the organization has its name already for this connector, or when its id is taken, by one in the bin, too; and, where only a new key is
 * wanted, when the organization has the key. Of two such at once both may be stored: it is an offer, not a rule.
 */
export async function insertCredential(
  actor: Actor,
  row: NewRow,
  { onlyNewKey }: { onlyNewKey: boolean },
): Promise<CredentialSummary | null> {
  const { id, name, connector, environment, description } = row;
  const audit = auditInsert(
    actor,
    {
      action: "credential.created",
      subject: { id, name },
      credentialId: id,
      after: {
        name,
        connector,
        environment,
        description,
        ...(row.expiresAt && { expiresAt: row.expiresAt }),
      },
      ...(row.duplicateOf !== undefined && { detail: { duplicateOf: row.duplicateOf } }),
    },
    "changed",
  );
  try {
    const rows = await statement<OwnRow>`
      WITH changed AS (
        INSERT INTO "Credential" (id, "organizationId", connector, environment, name, "nameKey", description,
                                  "sealedKey", "keyHint", "keyFingerprint", "expiresAt", "createdById")
        SELECT ${row.id}::uuid, ${actor.organizationId}, ${row.connector}, ${row.environment}, ${row.name},
               ${nameKeyOf(row.name)}, ${row.description}, ${row.sealedKey}, ${row.keyHint},
               ${row.keyFingerprint}, ${row.expiresAt}::timestamptz, ${actor.userId}
        WHERE NOT EXISTS (SELECT FROM "DeletedCredential" d WHERE d.id = ${row.id}::uuid)
        ${onlyNewKey ? Prisma.sql`AND NOT EXISTS (SELECT FROM "Credential" c WHERE ${sameKeyInReach(actor, row)})` : Prisma.empty}
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

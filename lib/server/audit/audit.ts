import { v7 as uuidv7 } from "uuid";
import type { ActivityFields, ActorKind } from "../../activity.ts";
import type { Actor } from "../access/actor.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { AuditAction } from "./audit-action.ts";

/** Fields that are not secret, by the names that may leave again: `lib/activity.ts` has them all. */
export type AuditFields = ActivityFields;

export interface AuditEntry {
  action: AuditAction;
  /** What it is about, and what that is called now: as a value, or as SQL over the change's own row. */
  subject: { id: string; name: string | Prisma.Sql };
  /** The credential that it is about, where it is about one. */
  credentialId?: string | null;
  /** The subject's fields as they were, and as they are since: values, or a jsonb in SQL over the change's row. */
  before?: AuditFields | Prisma.Sql;
  after?: AuditFields | Prisma.Sql;
  /** What else is worth knowing. */
  detail?: AuditFields;
}

/** Who an event is recorded for: a person, a token, or Tessera itself. */
export type AuditActor = Pick<Actor, "organizationId" | "requestId" | "address"> &
  (
    | { kind: "member"; userId: string; name: string }
    | { kind: "token"; tokenId: string; name: string }
    | { kind: "tessera" }
  );

const TESSERA = "Tessera";

/**
 * The INSERT of an audit event, to stand as a CTE in the statement that makes the change: either both
 * are stored or neither is. `from` names the CTE of the change; without a row there, nothing is recorded.
 */
export function auditInsert(actor: AuditActor, entry: AuditEntry, from: "changed"): Prisma.Sql {
  const { action, subject, credentialId = null, before, after, detail = {} } = entry;
  const who = whoOf(actor);
  return Prisma.sql`
    INSERT INTO "AuditEvent" (id, "organizationId", "actorKind", "actorId", "actorName", action, "subjectId",
                              "subjectName", "credentialId", before, after, detail, "requestId", address)
    SELECT ${uuidv7()}::uuid, ${actor.organizationId}, ${who.kind}, ${who.id}, ${who.name}, ${action},
           ${subject.id}, ${subject.name}, ${credentialId}::uuid, ${jsonb(before)}, ${jsonb(after)},
           ${JSON.stringify(detail)}::jsonb, ${actor.requestId}, ${actor.address}
    FROM ${Prisma.raw(from)}`;
}

function whoOf(actor: AuditActor): { kind: ActorKind; id: string; name: string } {
  switch (actor.kind) {
    case "member":
      return { kind: "person", id: actor.userId, name: actor.name };
    case "token":
      return { kind: "token", id: actor.tokenId, name: actor.name };
    case "tessera":
      return { kind: "tessera", id: "tessera", name: TESSERA };
  }
}

function jsonb(fields: AuditFields | Prisma.Sql | undefined): Prisma.Sql {
  if (fields instanceof Prisma.Sql) return fields;
  return Prisma.sql`${fields === undefined ? null : JSON.stringify(fields)}::jsonb`;
}

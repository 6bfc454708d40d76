import { v7 as uuidv7 } from "uuid";
import type { Actor } from "../access/actor.ts";
import { Prisma } from "../generated/prisma/client.ts";

export type AuditAction =
  | "credential.created"
  | "credential.tested"
  | "credential.previewed"
  | "credential.deleted"
  | "integration.created";

/** Fields of the subject that are not secret. */
export type AuditDetail = Record<string, string | number | boolean | null>;

/**
 * The INSERT of an audit event, to stand as a CTE in the statement that makes the change: either both
 * are stored or neither is. `from` names the CTE of the change; without a row there, nothing is recorded.
 */
export function auditInsert(
  actor: Actor,
  action: AuditAction,
  subjectId: string,
  detail: AuditDetail,
  from: "changed",
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "AuditEvent" (id, "organizationId", "actorId", action, "subjectId", detail, "requestId", address)
    SELECT ${uuidv7()}::uuid, ${actor.organizationId}, ${actor.userId}, ${action}, ${subjectId},
           ${JSON.stringify(detail)}::jsonb, ${actor.requestId}, ${actor.address}
    FROM ${Prisma.raw(from)}`;
}

import type { Person } from "../access/actor.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { type AuditEntry, auditInsert } from "./audit.ts";

/** Whose account it is, who changes it themselves, in which request. */
export type AuditPerson = Pick<Person, "userId" | "name" | "requestId" | "address">;

/**
 * Records what a person did to their own account, in the transaction of the change. An account belongs to no
 * organization: each that has the person as a member has the event, and without one there is none.
 */
export async function recordOfPerson(
  tx: Prisma.TransactionClient,
  person: AuditPerson,
  entry: AuditEntry,
): Promise<void> {
  const memberships = await tx.member.findMany({
    where: { userId: person.userId },
    select: { organizationId: true },
  });
  for (const { organizationId } of memberships) {
    const audit = auditInsert({ kind: "member", ...person, organizationId }, entry, "changed");
    await tx.$executeRaw`WITH changed AS (SELECT) ${audit}`;
  }
}

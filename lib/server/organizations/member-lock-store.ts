import { type Role, roles } from "../../access.ts";
import type { MemberActor } from "../access/actor.ts";
import { db } from "../db.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import type { Standing } from "./membership-rules.ts";

/** What stands in the database and is no role is shown as the least of them; it gives nothing at all. */
export function roleOf(text: string): Role {
  return roles.find((role) => role === text) ?? "viewer";
}

export type Transaction = Prisma.TransactionClient;
/** The first to come is decided on, the others wait for it, and are then decided on by what is true. */
const PATIENCE = { maxWait: 15_000, timeout: 30_000 };

/**
 * Runs `change` while nobody else can change who is a member of the actor's organization as what. The lock lies on
 * the organization's row, and does not hold up those who only refer to it.
 */
export async function withMembersLocked<T>(
  actor: MemberActor,
  targetId: string,
  change: (tx: Transaction, standing: Standing) => Promise<T>,
): Promise<T> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Organization" WHERE id = ${actor.organizationId} FOR NO KEY UPDATE`;
    const [row] = await tx.$queryRaw<Pick<Standing, "actorRole" | "targetRole" | "owners">[]>`
      SELECT max(role) FILTER (WHERE "userId" = ${actor.userId}) AS "actorRole",
             max(role) FILTER (WHERE "userId" = ${targetId}) AS "targetRole",
             (count(*) FILTER (WHERE role = 'owner'))::int AS owners
      FROM "Member" WHERE "organizationId" = ${actor.organizationId}`;
    const { actorRole = null, targetRole = null, owners = 0 } = row ?? {};
    return change(tx, {
      organizationName: actor.organizationName,
      actorRole,
      targetRole,
      owners,
      oneself: targetId === actor.userId,
    });
  }, PATIENCE);
}

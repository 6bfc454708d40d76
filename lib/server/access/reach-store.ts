import { Prisma } from "../generated/prisma/client.ts";
import type { AnyActor } from "./actor.ts";

/**
 * What an actor can get at, as SQL: their organization's, and for a token that is limited to named credentials
 * only those. Every query on credentials and integrations takes its condition from here, so that none can forget
 * a part of it; whatever is out of reach is not there.
 */

/** The credentials in reach, for a query that calls its "Credential" `c`. */
export function credentialsInReach(actor: AnyActor): Prisma.Sql {
  return inReach(actor, Prisma.sql`c."organizationId"`, Prisma.sql`c.id`);
}

/** The integrations in reach: those that use credentials in reach. For a query that calls its "Integration" `i`. */
export function integrationsInReach(actor: AnyActor): Prisma.Sql {
  return inReach(actor, Prisma.sql`i."organizationId"`, Prisma.sql`i."credentialId"`);
}

/** The deleted credentials in reach, for a query that calls its "DeletedCredential" `d`. */
export function deletedInReach(actor: AnyActor): Prisma.Sql {
  return inReach(actor, Prisma.sql`d."organizationId"`, Prisma.sql`d.id`);
}

function inReach(actor: AnyActor, organizationId: Prisma.Sql, credentialId: Prisma.Sql): Prisma.Sql {
  const theirs = Prisma.sql`${organizationId} = ${actor.organizationId}`;
  if (actor.kind !== "token" || actor.credentialIds === null) return theirs;
  return Prisma.sql`(${theirs} AND ${credentialId} = ANY (${actor.credentialIds}::uuid[]))`;
}

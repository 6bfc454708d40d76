import { statement } from "../db.ts";

/** A credential whose check is due. */
export interface DueCredential {
  id: string;
  organizationId: string;
}

/** Far longer than a check takes. Whoever takes a credential and dies loses it to the next run after this time. */
const TAKEN_FOR_SECONDS = 30;

/**
 * Takes up to `limit` credentials of one environment that are due, the longest due first. Nobody else takes them for
 * a while; the finding of their check says when the next one is due.
 */
export async function takeDue(
  connector: string,
  environment: string,
  limit: number,
): Promise<DueCredential[]> {
  return statement<DueCredential>`
    WITH due AS (
      SELECT id FROM "Credential"
      WHERE connector = ${connector} AND environment = ${environment} AND "checkDueAt" <= now()
      ORDER BY "checkDueAt" LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )
    UPDATE "Credential" c SET "checkDueAt" = now() + ${TAKEN_FOR_SECONDS}::int * interval '1 second'
    FROM due WHERE c.id = due.id
    RETURNING c.id, c."organizationId"`;
}

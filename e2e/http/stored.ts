import type { Tessera } from "../tessera.ts";

/** What is written a moment later, by itself or for all requests together. */
const IN_THE_BACKGROUND = ["AuditLink", "RateLimit", "Receipt", "ServiceTurn"];

/** That a key or a token was used is noted a moment later; how sending an event went, by whoever sends what waits. */
const NOTED_LATER = ["lastUsedAt"];
const NOTED_OF_SENDING = ["attempts", "nextTryAt", "status", "failure", "deliveredAt"];

/**
 * Everything that is stored, as a digest of each table: equal before and after what must do nothing. The rows
 * themselves would be kept by the test runner, for each comparison of them, until all tests have run.
 */
export async function stored(tessera: Tessera): Promise<Record<string, string | null>> {
  const tables = await tessera.sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND left(tablename, 1) <> '_' AND tablename <> ALL ($1)`,
    [[...IN_THE_BACKGROUND, "AuditEvent"]],
  );
  const digests = tables.map(({ name }) => {
    const left = name === "WebhookDelivery" ? NOTED_OF_SENDING : NOTED_LATER;
    return `(SELECT md5(string_agg(row, ' ' ORDER BY row))
             FROM (SELECT (to_jsonb(t) - '{${left}}'::text[])::text AS row FROM "${name}" t) r) AS "${name}"`;
  });
  // The database refuses to change an event (`activity.spec`), so their number tells whether there is a new one.
  const events = `(SELECT count(*)::text FROM "AuditEvent") AS "AuditEvent"`;
  const [digest] = await tessera.sql<Record<string, string | null>>(
    `SELECT ${[...digests, events].join(", ")}`,
  );
  if (digest === undefined) throw new Error("The database gave no digests.");
  return digest;
}

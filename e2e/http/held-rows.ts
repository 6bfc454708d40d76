import { expect } from "@playwright/test";
import pg from "pg";
import type { Tessera } from "../tessera.ts";

/**
 * Runs a statement whose transaction stays open until `during` has begun all that waits for its rows, which are `count`
 * statements; gives what `during` gives.
 */
export async function whileHeld<T>(
  tessera: Tessera,
  [text, ...values]: [text: string, ...values: unknown[]],
  count: number,
  during: () => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: tessera.run.databaseUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(text, values);
    const begun = during();
    const waiting = `SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
    await expect.poll(async () => (await tessera.sql<{ count: number }>(waiting))[0]?.count).toBe(count);
    await client.query("COMMIT");
    return await begun;
  } finally {
    await client.end();
  }
}

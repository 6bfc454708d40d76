import type { PgBoss } from "pg-boss";
import { pool } from "../db.ts";
import { describeError, log } from "../log.ts";

/** Its tables have a schema of their own, which pg-boss makes and migrates by itself. */
const SCHEMA = "pgboss";

/**
 * The job queue, over the process's own pool: it takes no connection for itself. The intervals let an idle server
 * idle, and find the work of an instance that died within half a minute. Not started yet.
 */
export async function openQueue(): Promise<PgBoss> {
  // Loaded when it is first needed: a start does not wait for it, and a build does not run it.
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: (text, values) => pool().query(text, values) },
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    queueCacheIntervalSeconds: 300,
    cronMonitorIntervalSeconds: 20,
    cronWorkerIntervalSeconds: 10,
    bamIntervalSeconds: 300,
    flowIntervalSeconds: 300,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  // What fails while nobody waits for it is tried again at the next interval.
  boss.on("error", (error) => log.error({ error: describeError(error) }, "the job queue failed"));
  return boss;
}

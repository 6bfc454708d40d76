import { type APIRequestContext, expect, test } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import type { LoadReport } from "../people-ai-emulator/load.ts";
import { Tessera } from "../tessera.ts";
import { createOwner } from "./stream.ts";

/** TESSERA_TEST_CHECKS=10000 does it with as many as a large organization has; that takes nine minutes. */
const CREDENTIALS = Number(process.env.TESSERA_TEST_CHECKS ?? 600);
/** As many again as may be asked at once, half of which drip without end: while nothing ends, nothing else is asked. */
const HANGING = 10;
/** Those that answer with 10 MB. */
const HUGE = 2;
const WORKERS = 16;
/**
 * What the emulator may be asked in a second: enough that nobody waits half an hour for the test, and less than two
 * instances can ask that do not know of each other.
 */
const A_SECOND = 25;
/** People.ai's limit of requests at once. */
const AT_ONCE = 10;

/** Both check by themselves, and the database knows their connections by these names. */
const settings = (name: string) => ({
  TESSERA_EMULATOR_REQUESTS_PER_SECOND: String(A_SECOND),
  TESSERA_RECHECK_HOURS: "24",
  PGAPPNAME: name,
});

let tessera: Tessera;
let other: Tessera | undefined;
let api: APIRequestContext;

test.beforeEach(async () => {
  tessera = await Tessera.start(settings("one"));
  api = await createOwner(tessera);
});

test.afterEach(async () => {
  await api.dispose();
  await other?.dispose();
  await tessera.dispose();
});

test(`after kill -9 of whichever of two instances checks ${CREDENTIALS} credentials, each is checked, once, at the pace, though ${HANGING} hang or drip and ${HUGE} answer 10 MB`, async () => {
  test.setTimeout(240_000 + CREDENTIALS * 120);
  // They are made while none is due, and fall due together.
  await tessera.sql(`ALTER TABLE "Credential" ALTER COLUMN "checkDueAt" DROP DEFAULT`);
  const keys = await createCredentials(CREDENTIALS, "demo-valid");
  await createCredentials(HANGING / 2, "demo-slow");
  await createCredentials(HANGING / 2, "demo-drip");
  await createCredentials(HUGE, "demo-huge");
  other = await Tessera.startBeside(tessera, settings("other"));
  await tessera.sql(`UPDATE "Credential" SET "checkDueAt" = now()`);

  await checked(CREDENTIALS / 3);
  await expect.poll(checking).toHaveLength(1);
  const [working] = await checking();
  process.kill((working === "one" ? tessera : other).run.pids.server, "SIGKILL");
  const before = await found();
  expect(before).toBeLessThan(CREDENTIALS);
  await checked(CREDENTIALS);
  await expect.poll(() => countOf("unreachable"), { timeout: 60_000 }).toBe(HANGING);
  await expect.poll(() => countOf("unexpected"), { timeout: 60_000 }).toBe(HUGE);

  // Each has one finding, which is Tessera's own, and is due again in its time.
  const [{ wrong, events, soonest }] = (await tessera.sql<{ wrong: number; events: number; soonest: number }>(
    `SELECT
       (SELECT count(*)::int FROM "Credential" c WHERE c.verdict = 'untested' OR 1 <> (
          SELECT count(*) FROM "VerdictRecord" r WHERE r."credentialId" = c.id AND r.cause = 'schedule')) AS wrong,
       (SELECT count(*)::int FROM "AuditEvent"
        WHERE action = 'credential.tested' AND "actorKind" = 'tessera') AS events,
       (SELECT extract(epoch FROM min("checkDueAt") - now())::int FROM "Credential" WHERE verdict = 'valid') AS soonest`,
  )) as [{ wrong: number; events: number; soonest: number }];
  expect(wrong).toBe(0);
  expect(events).toBe(CREDENTIALS + HANGING + HUGE);
  expect(soonest).toBeGreaterThan(3_600);

  // At the other side: every key came, and none twice but those that were on their way when the server died.
  const load: LoadReport = await (await fetch(`${tessera.emulatorUrl}/__emulator/load`)).json();
  expect(keys.filter((key) => load.sent[key] === undefined)).toEqual([]);
  const twice = keys.filter((key) => load.sent[key] !== 1);
  expect(twice.length).toBeLessThanOrEqual(AT_ONCE);
  // On their way, those of one second may come to stand in another.
  expect(load.busiestSecond).toBeLessThanOrEqual(A_SECOND + AT_ONCE);
  expect(load.mostAtOnce).toBeLessThanOrEqual(AT_ONCE);
});

/** Which of the two keeps what checks find: their connections tell what was done over them last. */
async function checking(): Promise<string[]> {
  const rows = await tessera.sql<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE application_name IN ('one', 'other') AND query LIKE '%"earlierVerdict"%'`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Resolves when so many credentials have a finding. Those that were on their way when the server died are taken again
 * after half a minute, by the run of the next full one at the latest.
 */
async function checked(count: number): Promise<void> {
  await expect
    .poll(found, { timeout: 150_000 + CREDENTIALS * 60, intervals: [250] })
    .toBeGreaterThanOrEqual(count);
}

async function found(): Promise<number> {
  return countOf("valid");
}

async function countOf(verdict: string): Promise<number> {
  const [row] = await tessera.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Credential" WHERE verdict = $1`,
    [verdict],
  );
  return row?.count ?? 0;
}

/** Their keys, which begin so. */
async function createCredentials(count: number, begin: string): Promise<string[]> {
  const keys = Array.from({ length: count }, () => `${begin}-${uuidv7()}`);
  const left = [...keys];
  async function work(): Promise<void> {
    for (let key = left.pop(); key !== undefined; key = left.pop()) {
      const data = { connector: "people-ai", environment: "mock", name: key, apiKey: key };
      expect((await api.post("/api/v1/credentials", { data })).status()).toBe(201);
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, work));
  return keys;
}

import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { test as base, expect } from "../fixtures.ts";

const A_SECOND = 5;
const AT_ONCE = 10;

interface Turn {
  answer: "go" | "queue" | "refused";
  waitMs: number;
}

interface Asked {
  id?: string;
  caller?: string;
  atOnce?: number;
  patienceMs?: number;
}

/** Two instances' pools, as far as the database can tell. */
const test = base.extend<{ pools: [pg.Pool, pg.Pool] }>({
  pools: async ({ tessera }, use) => {
    const newPool = () => new pg.Pool({ connectionString: tessera.run.databaseUrl, max: 8 });
    const pools: [pg.Pool, pg.Pool] = [newPool(), newPool()];
    await use(pools);
    for (const pool of pools) await pool.end();
  },
});

let credential: string;
test.beforeEach(() => {
  credential = uuidv7();
});

async function take(pool: pg.Pool, asked: Asked = {}): Promise<Turn> {
  const { id = uuidv7(), caller = "member:ada", atOnce = AT_ONCE, patienceMs = 2_000 } = asked;
  const { rows } = await pool.query<Turn>(
    `SELECT answer, wait_ms AS "waitMs" FROM take_turn($1, $2, $3, $4, $5, $6)`,
    [id, credential, caller, A_SECOND, atOnce, patienceMs],
  );
  const [turn] = rows;
  if (turn === undefined) throw new Error("take_turn gave no row.");
  return turn;
}

function takeMany(pool: pg.Pool, count: number, asked: Asked = {}): Promise<Turn[]> {
  return Promise.all(Array.from({ length: count }, () => take(pool, asked)));
}

async function endAll(pool: pg.Pool): Promise<void> {
  await pool.query(`UPDATE "ServiceTurn" SET "heldUntil" = clock_timestamp() WHERE "credentialId" = $1`, [
    credential,
  ]);
}

test("Of sixty that two instances ask for at the same time, no six begin within a second, and none is twice", async ({
  pools,
}) => {
  const asked = Array.from({ length: 60 }, (_, index) => {
    const caller = `member:${index % 20}`;
    return take(pools[index % 2 === 0 ? 0 : 1], { caller, atOnce: 100, patienceMs: 60_000 });
  });
  expect((await Promise.all(asked)).filter(({ answer }) => answer !== "go")).toEqual([]);
  const { rows } = await pools[0].query<{ ms: number }>(
    `SELECT extract(epoch FROM "startsAt")::float8 * 1000 AS ms FROM "ServiceTurn" WHERE "credentialId" = $1 ORDER BY 1`,
    [credential],
  );
  const starts = rows.map(({ ms }) => ms);
  expect(starts).toHaveLength(60);
  const gaps = starts.slice(A_SECOND).map((ms, index) => ms - (starts[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(1_000);
  // And not much slower than the service allows.
  expect(Math.max(...gaps)).toBeLessThan(1_300);
});

test("Never more hold a place than may be on their way at once, whoever asks; the others are served in their order", async ({
  pools: [one, other],
}) => {
  const callers = ["member:ada", "member:grace", "token:t"];
  const found = await Promise.all(
    callers.flatMap((caller) => [...Array(2)].map(() => take(one, { caller, atOnce: 3 }))),
  );
  expect(found.filter(({ answer }) => answer === "go")).toHaveLength(3);
  expect(found.filter(({ answer }) => answer === "queue")).toHaveLength(3);
  const { rows: queued } = await one.query<{ id: string; caller: string }>(
    `SELECT id, caller FROM "ServiceTurn" WHERE "credentialId" = $1 AND "startsAt" IS NULL ORDER BY ticket`,
    [credential],
  );
  const [first, second] = queued;
  await one.query(
    `UPDATE "ServiceTurn" SET "heldUntil" = clock_timestamp() WHERE id =
       (SELECT id FROM "ServiceTurn" WHERE "credentialId" = $1 AND "startsAt" IS NOT NULL LIMIT 1)`,
    [credential],
  );
  expect((await take(other, { caller: "member:new", atOnce: 3 })).answer).toBe("queue");
  expect((await take(other, { ...second, atOnce: 3 })).answer).toBe("queue");
  expect((await take(other, { ...first, atOnce: 3 })).answer).toBe("go");
  expect((await take(one, { ...second, atOnce: 3 })).answer).toBe("queue");
  // One that has waited long enough gives up its place in the queue.
  expect((await take(one, { ...second, atOnce: 3, patienceMs: -3_000 })).answer).toBe("refused");
});

test("What a crashed instance held or waited for is free again once that has lapsed", async ({
  pools: [one, other],
}) => {
  await takeMany(one, 3, { atOnce: 2 });
  expect((await take(other, { atOnce: 2 })).answer).toBe("queue");
  const { rows } = await one.query<{ longest: number }>(
    `SELECT extract(epoch FROM max("heldUntil") - clock_timestamp())::float8 AS longest FROM "ServiceTurn"
     WHERE "credentialId" = $1`,
    [credential],
  );
  expect(rows[0]?.longest).toBeLessThanOrEqual(32);
  await endAll(one);
  expect((await take(other, { atOnce: 2 })).answer).toBe("go");
});

test("A caller has few that wait, so that others get their turns", async ({ pools: [one, other] }) => {
  const greedy = await takeMany(one, 30);
  expect(greedy.filter(({ answer, waitMs }) => answer === "go" && waitMs === 0)).toHaveLength(A_SECOND);
  expect(greedy.filter(({ answer, waitMs }) => answer === "go" && waitMs > 0)).toHaveLength(A_SECOND);
  const refused = greedy.filter(({ answer }) => answer === "refused");
  expect(refused).toHaveLength(20);
  await endAll(one);
  const second = await takeMany(other, A_SECOND, { caller: "token:greedy" });
  expect(second.filter(({ answer }) => answer === "go").length).toBeGreaterThan(0);
  // Two have filled the time that anybody may wait; who has nothing waiting still finds a turn.
  await endAll(one);
  expect((await take(one, { caller: "member:modest" })).answer).toBe("go");
});

test("What was refused gets its turn when it was told", async ({ pools: [one, other] }) => {
  const refused = (await takeMany(one, 12)).filter(({ answer }) => answer === "refused");
  const latest = Math.max(...refused.map(({ waitMs }) => waitMs));
  expect(latest).toBeGreaterThan(1_000);
  await endAll(one);
  await one.query("SELECT pg_sleep($1)", [latest / 1_000]);
  expect(await take(other)).toEqual({ answer: "go", waitMs: 0 });
});

test("Turns that nobody takes do not pile up, and a clock that was set back keeps nobody out", async ({
  pools: [one],
}) => {
  await takeMany(one, A_SECOND);
  await one.query(
    `UPDATE "ServiceTurn" SET "startsAt" = "startsAt" - interval '1 hour', "heldUntil" = clock_timestamp()
     WHERE "credentialId" = $1`,
    [credential],
  );
  const later = await takeMany(one, A_SECOND + 1);
  expect(later.filter(({ waitMs }) => waitMs === 0)).toHaveLength(A_SECOND);
  await one.query(
    `UPDATE "ServiceTurn" SET "startsAt" = "startsAt" + interval '1 hour', "heldUntil" = "heldUntil" + interval '1 hour'
     WHERE "credentialId" = $1`,
    [credential],
  );
  expect(await take(one)).toEqual({ answer: "go", waitMs: 0 });
});

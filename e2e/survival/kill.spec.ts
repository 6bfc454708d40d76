import { type APIRequestContext, expect, test } from "@playwright/test";
import { Tessera } from "../tessera.ts";
import { create, createOwner, newApi, streamCreates, thatDoNotOpen } from "./stream.ts";

const BEFORE = 60;
const AFTER = 60;

let tessera: Tessera;
let api: APIRequestContext;

test.beforeEach(async () => {
  tessera = await Tessera.start();
  api = await createOwner(tessera);
});

test.afterEach(async () => {
  await api.dispose();
  await tessera.dispose();
});

test("after kill -9 of the server under a stream of creates, every 201 is there and opens", async () => {
  const stream = streamCreates(api);
  await stream.acknowledged(BEFORE);
  process.kill(tessera.run.pids.server, "SIGKILL");
  await stream.acknowledged(AFTER);
  await expectNothingLost(await stream.end());
});

test("after kill -9 of PostgreSQL under a stream of creates, every 201 is there and opens", async () => {
  const stream = streamCreates(api);
  await stream.acknowledged(BEFORE);
  process.kill(tessera.run.pids.postgres ?? 0, "SIGKILL");
  await stream.acknowledged(AFTER);
  await expectNothingLost(await stream.end());
});

test("after kill -9 of everything, the next up recovers by itself and every 201 is there and opens", async () => {
  const stream = streamCreates(api);
  await stream.acknowledged(BEFORE);
  const { server, postgres, emulator } = tessera.run.pids;
  await tessera.killUp();
  for (const pid of [server, postgres, emulator]) kill(pid);
  const outcome = await stream.end();

  const state = await api.storageState();
  await tessera.up();
  api = await signedInAgain(state);
  await expectNothingLost(outcome);
});

test("after kill -9 of up alone, its server goes too, and the next up takes over the database it left", async () => {
  expect(await create(api, "01900000-0000-7000-8000-000000000001")).toBe(201);
  const { server } = tessera.run.pids;
  const state = await api.storageState();
  await tessera.killUp();
  await tessera.up();
  await expect.poll(() => isAlive(server)).toBe(false);
  api = await signedInAgain(state);
  expect(await thatDoNotOpen(api, ["01900000-0000-7000-8000-000000000001"])).toEqual([]);
});

/** Every acknowledged credential opens; one whose answer was lost is saved once when it is tried again. */
async function expectNothingLost({ saved, unknown }: { saved: string[]; unknown: string[] }): Promise<void> {
  for (const id of unknown) expect(await create(api, id)).toBe(201);
  expect(await thatDoNotOpen(api, [...saved, ...unknown])).toEqual([]);
  const ids = await tessera.sql<{ id: string }>('SELECT id FROM "Credential"');
  expect(ids.map(({ id }) => id).sort()).toEqual([...saved, ...unknown].sort());
  const events = await tessera.sql<{ id: string }>(
    `SELECT "subjectId" AS id FROM "AuditEvent" WHERE action = 'credential.created'`,
  );
  expect(events.map(({ id }) => id).sort()).toEqual([...saved, ...unknown].sort());
}

async function signedInAgain(
  state: Awaited<ReturnType<APIRequestContext["storageState"]>>,
): Promise<APIRequestContext> {
  await api.dispose();
  return newApi(tessera, state);
}

function kill(pid: number | null): void {
  try {
    if (pid !== null) process.kill(pid, "SIGKILL");
  } catch {
    // It went with up already.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

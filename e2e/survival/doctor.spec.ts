import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { Tessera } from "../tessera.ts";
import { create, createOwner } from "./stream.ts";

/** What `--json` prints, as far as these tests look at it. */
interface Report {
  isWell: boolean;
  checks: {
    name: string;
    isWell: boolean;
    says: string;
    trail?: {
      organizationId: string;
      chained: number;
      waiting: number;
      head: { position: number; hash: string };
      breaks: { kind: string; position: number | null; eventId: string | null; at: string | null }[];
    };
  }[];
}

interface Placed {
  eventId: string;
  position: number;
  at: Date;
}

const CREDENTIALS = 12;
/** The organization, its owner, the owner's sign-in, and two data keys. */
const BEFORE_THEM = 5;

let tessera: Tessera;
let api: APIRequestContext;

test.beforeAll(async () => {
  tessera = await Tessera.start();
  api = await createOwner(tessera);
  for (let count = 0; count < CREDENTIALS; count += 1) expect(await create(api, uuidv7())).toBe(201);
  await everythingIsChained();
});

test.afterAll(async () => {
  await api?.dispose();
  await tessera?.dispose();
});

async function everythingIsChained(): Promise<void> {
  const waiting = async () =>
    (await tessera.sql(`SELECT 1 FROM "AuditLink" WHERE "position" IS NULL`)).length;
  await expect.poll(waiting, { timeout: 30_000 }).toBe(0);
}

async function report(...args: string[]): Promise<{ code: number | null; report: Report; output: string }> {
  const { code, output } = await tessera.doctor("--json", ...args);
  return { code, report: JSON.parse(output) as Report, output };
}

async function breaks() {
  const { code, report: found } = await report();
  const trail = found.checks.find((check) => check.trail !== undefined)?.trail;
  expect(code).toBe(trail?.breaks.length === 0 ? 0 : 1);
  return trail?.breaks ?? [];
}

/** The links in their order. */
async function links(): Promise<Placed[]> {
  const rows = await tessera.sql<Omit<Placed, "position"> & { position: string }>(
    `SELECT l."eventId", l."position", e."createdAt" AS at FROM "AuditLink" l
     JOIN "AuditEvent" e ON e.id = l."eventId" ORDER BY l."position"`,
  );
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

async function linkAt(position: number): Promise<Placed> {
  const link = (await links()).find((each) => each.position === position);
  if (link === undefined) throw new Error(`There is no position ${position}.`);
  return link;
}

/** Statements as somebody who owns the tables, and has switched the triggers off for as long as it takes. */
async function asAttacker(...statements: [string, ...unknown[]][]): Promise<void> {
  const tables = ["AuditEvent", "AuditLink"];
  for (const table of tables) await tessera.sql(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  for (const [text, ...values] of statements) await tessera.sql(text, values);
  for (const table of tables) await tessera.sql(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
}

test("an honest Tessera is well, up or not, and the doctor leaves it as it was", async () => {
  const { code, output } = await tessera.doctor();
  expect(output).toContain("All is well.");
  expect(code).toBe(0);
  const { head } = (await report()).report.checks.find(({ trail }) => trail)?.trail ?? { head: undefined };
  // The first two are the making of the organization and of its owner.
  expect(head).toEqual({
    position: BEFORE_THEM + CREDENTIALS,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(output).toContain(`:${head?.position}:${head?.hash}`);

  const { postgres } = tessera.run.pids;
  expect(await tessera.stop()).toBe(0);
  const stopped = await tessera.doctor();
  expect(stopped.output).toContain("All is well.");
  expect(stopped.code).toBe(0);
  expect(stopped.output).toContain(`:${head?.position}:${head?.hash}`);
  expect(existsSync(join(tessera.home, "database/postmaster.pid"))).toBe(false);
  expect(() => process.kill(postgres ?? 0, 0)).toThrow("ESRCH");
  await tessera.up();
});

test("it prints no secret: no password, key, session or address with one in it", async () => {
  const { output } = await tessera.doctor();
  const secrets = ["database-password", "session-secret"].map((file) =>
    readFileSync(join(tessera.home, file), "utf8").trim(),
  );
  const { key } = JSON.parse(readFileSync(join(tessera.home, "keyring.json"), "utf8")) as { key: string };
  for (const secret of [...secrets, key]) {
    expect(secret.length).toBeGreaterThan(20);
    expect(output).not.toContain(secret);
  }
  expect(output).not.toContain("postgresql://");
});

test("an event that was changed is named: organization, position, event and time", async () => {
  const { eventId, at } = await linkAt(9);
  for (const [column, value] of [
    ["actorName", "Eve"],
    ["address", "203.0.113.7"],
    ["after", '{"name": "Another"}'],
    ["createdAt", "2020-01-01T00:00:00Z"],
    ["credentialId", uuidv7()],
  ] as const) {
    const [before] = await tessera.sql(`SELECT "${column}" AS value FROM "AuditEvent" WHERE id = $1`, [
      eventId,
    ]);
    await asAttacker([`UPDATE "AuditEvent" SET "${column}" = $1 WHERE id = $2`, value, eventId]);
    const time = column === "createdAt" ? "2020-01-01T00:00:00.000Z" : at.toISOString();
    expect(await breaks(), column).toEqual([{ kind: "changed", position: 9, eventId, at: time }]);
    await asAttacker([`UPDATE "AuditEvent" SET "${column}" = $1 WHERE id = $2`, before?.value, eventId]);
  }
  expect(await breaks()).toEqual([]);

  const [organization] = await tessera.sql<{ id: string }>(`SELECT id FROM "Organization"`);
  await asAttacker([`UPDATE "AuditEvent" SET "actorName" = 'Eve' WHERE id = $1`, eventId]);
  const { code, output } = await tessera.doctor();
  expect(code).toBe(1);
  expect(output).toContain(
    `organization ${organization?.id}, position 9, event ${eventId}, ${at.toISOString()}: the event`,
  );
  await asAttacker([`UPDATE "AuditEvent" SET "actorName" = 'Ada Lovelace' WHERE id = $1`, eventId]);
  expect(await breaks()).toEqual([]);
});

test("an event that was removed is named, with its link or without", async () => {
  const { eventId } = await linkAt(7);
  await tessera.sql(`CREATE TABLE kept_event AS SELECT * FROM "AuditEvent" WHERE id = '${eventId}'`);
  await tessera.sql(`CREATE TABLE kept_link AS SELECT * FROM "AuditLink" WHERE "eventId" = '${eventId}'`);
  await asAttacker([`DELETE FROM "AuditEvent" WHERE id = $1`, eventId]);
  expect(await breaks()).toEqual([{ kind: "removed", position: 7, eventId, at: null }]);
  await asAttacker([`DELETE FROM "AuditLink" WHERE "eventId" = $1`, eventId]);
  expect(await breaks()).toEqual([{ kind: "gap", position: 7, eventId: null, at: null }]);
  await asAttacker(
    [`INSERT INTO "AuditEvent" SELECT * FROM kept_event`],
    [`INSERT INTO "AuditLink" SELECT * FROM kept_link`],
  );
  expect(await breaks()).toEqual([]);
});

test("an event that was put in is named: without a link, with one, and in another's place", async () => {
  const forged = uuidv7();
  const copy = (id: string) =>
    [
      `INSERT INTO "AuditEvent" (id, "organizationId", "actorId", "actorName", action, "subjectId", detail, "requestId")
       SELECT $1, "organizationId", "actorId", "actorName", action, "subjectId", detail, "requestId"
       FROM "AuditEvent" WHERE id = $2`,
      forged,
      id,
    ] as [string, ...unknown[]];
  const { eventId } = await linkAt(4);
  await asAttacker(copy(eventId));
  expect(await breaks()).toMatchObject([{ kind: "unlinked", position: null, eventId: forged }]);

  // In the place of the fourth, with the hash that the fourth has.
  await asAttacker([`UPDATE "AuditLink" SET "eventId" = $1 WHERE "eventId" = $2`, forged, eventId]);
  expect(await breaks()).toMatchObject([
    { kind: "changed", position: 4, eventId: forged },
    { kind: "unlinked", position: null, eventId },
  ]);
  await asAttacker(
    [`UPDATE "AuditLink" SET "eventId" = $1 WHERE "eventId" = $2`, eventId, forged],
    [`DELETE FROM "AuditEvent" WHERE id = $1`, forged],
  );
  expect(await breaks()).toEqual([]);
});

test("events that changed places are named", async () => {
  const [third, eighth] = [await linkAt(3), await linkAt(8)];
  const swap = [
    `UPDATE "AuditLink" SET "eventId" = CASE "eventId" WHEN $1::uuid THEN $2::uuid ELSE $1::uuid END
     WHERE "eventId" IN ($1::uuid, $2::uuid)`,
    third.eventId,
    eighth.eventId,
  ] as [string, ...unknown[]];
  await tessera.sql(`ALTER TABLE "AuditLink" DROP CONSTRAINT "AuditLink_pkey"`);
  await asAttacker(swap);
  expect(await breaks()).toMatchObject([
    { kind: "changed", position: 3 },
    { kind: "changed", position: 8 },
  ]);
  await asAttacker(swap);
  await tessera.sql(`ALTER TABLE "AuditLink" ADD CONSTRAINT "AuditLink_pkey" PRIMARY KEY ("eventId")`);
  expect(await breaks()).toEqual([]);
});

test("a chain that was cut at its end, or made anew, no longer has the head that was noted down", async () => {
  const trail = (await report()).report.checks.find((check) => check.trail)?.trail;
  const noted = `${trail?.organizationId}:${trail?.head.position}:${trail?.head.hash}`;
  expect((await report("--head", noted)).code).toBe(0);

  const last = await linkAt(trail?.head.position ?? 0);
  await tessera.sql(`CREATE TABLE cut_event AS SELECT * FROM "AuditEvent" WHERE id = '${last.eventId}'`);
  await tessera.sql(`CREATE TABLE cut_link AS SELECT * FROM "AuditLink" WHERE "eventId" = '${last.eventId}'`);
  await asAttacker(
    [`DELETE FROM "AuditEvent" WHERE id = $1`, last.eventId],
    [`DELETE FROM "AuditLink" WHERE "eventId" = $1`, last.eventId],
  );
  // What is left is a chain: only who has noted down its head can tell.
  expect((await report()).code).toBe(0);
  const { code, report: found } = await report("--head", noted);
  expect(code).toBe(1);
  expect(found.checks.filter(({ isWell }) => !isWell).map(({ name }) => name)).toEqual(["Noted head"]);
  await asAttacker(
    [`INSERT INTO "AuditEvent" SELECT * FROM cut_event`],
    [`INSERT INTO "AuditLink" SELECT * FROM cut_link`],
  );
  expect((await report("--head", noted)).code).toBe(0);
  expect((await tessera.doctor("--head", "not a head")).code).toBe(2);
});

test("triggers that are switched off are named", async () => {
  await tessera.sql(`ALTER TABLE "AuditEvent" DISABLE TRIGGER "AuditEvent_only_grows"`);
  const { code, report: found } = await report();
  expect(code).toBe(1);
  expect(found.checks.find(({ name }) => name === "Audit triggers")).toMatchObject({
    isWell: false,
    says: expect.stringContaining("AuditEvent_only_grows"),
  });
  await tessera.sql(`ALTER TABLE "AuditEvent" ENABLE TRIGGER "AuditEvent_only_grows"`);
  expect((await report()).code).toBe(0);
});

test("a keyring that is away or another's, and files that others can read, are named", async () => {
  const keyring = join(tessera.home, "keyring.json");
  const { keyId } = JSON.parse(readFileSync(keyring, "utf8")) as { keyId: string };
  renameSync(keyring, `${keyring}.away`);
  const away = await tessera.doctor();
  expect(away.code).toBe(1);
  expect(away.output).toMatch(new RegExp(`✗ Keyring .*${keyId}.*no keyring`));
  expect(existsSync(keyring), "the doctor makes none").toBe(false);
  renameSync(`${keyring}.away`, keyring);

  const secret = join(tessera.home, "session-secret");
  chmodSync(secret, 0o644);
  const readable = await tessera.doctor();
  expect(readable.code).toBe(1);
  expect(readable.output).toMatch(/✗ Files .*session-secret \(chmod 600\)/);
  chmodSync(secret, 0o600);
  expect((await tessera.doctor()).code).toBe(0);
});

test("where there is nothing yet it says so, and makes nothing", async () => {
  const empty = Tessera.prepare();
  const { code, output } = await empty.doctor();
  expect(code).toBe(1);
  expect(output).toMatch(/There is no database in .* yet: npm run up makes one\./);
  expect(output).not.toMatch(/^\s+at /m);
  expect(statSync(empty.home).isDirectory()).toBe(true);
  expect(existsSync(join(empty.home, "logs"))).toBe(false);
  rmSync(empty.home, { recursive: true });
});

import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, request, test } from "@playwright/test";
import { Tessera } from "../tessera.ts";
import { create, createOwner, thatDoNotOpen } from "./stream.ts";

const ID = "01900000-0000-7000-8000-000000000002";

test("a start that cannot work ends with one sentence that says what to do, and an exit code", async () => {
  const tessera = Tessera.prepare();
  const blocker = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => blocker.once("listening", resolve));
  const { port } = blocker.address() as { port: number };
  writeFileSync(join(tessera.home, "a-file"), "");

  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: String(port) }, /^Port \d+ is taken by another program.*\.$/],
    [{ PORT: "many" }, /^PORT must be a number between 0 and 65535\.$/],
    [
      { DATABASE_URL: "postgresql://nobody:hunter2@127.0.0.1:9/none" },
      /^No PostgreSQL answers at 127\.0\.0\.1:9.*\.$/,
    ],
    [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL must look like postgresql:.*\.$/],
    [{ TESSERA_HOME: join(tessera.home, "a-file", "inside") }, /^TESSERA_HOME .*\.$/],
    [{ SESSION_SECRET: "short" }, /^SESSION_SECRET must have at least 32 characters.*\.$/],
    [{ HOST: "203.0.113.7" }, /203\.0\.113\.7/],
  ];
  for (const [environment, sentence] of cases) {
    const { code, output } = await tessera.upFails(environment);
    expect(code, output).not.toBe(0);
    const said = lastLine(output);
    expect(said).toMatch(sentence);
    expect(output).not.toContain("hunter2");
    expect(output).not.toMatch(/^\s+at /m);
  }
  blocker.close();
  await tessera.dispose();
});

test("a missing, malformed, foreign or readable keyring stops the start and says which one is needed", async () => {
  const tessera = await Tessera.startFromNothing();
  const api = await createOwner(tessera);
  expect(await create(api, ID)).toBe(201);
  const state = await api.storageState();
  expect((await api.post(`/api/v1/credentials/${ID}/test`)).status()).toBe(200);
  await tessera.stop();

  const keyring = join(tessera.home, "keyring.json");
  const { keyId } = JSON.parse(readFileSync(keyring, "utf8")) as { keyId: string };
  expect(statSync(keyring).mode & 0o777).toBe(0o600);

  renameSync(keyring, `${keyring}.away`);
  await expectRefusal(new RegExp(`${keyId}.*no keyring`));
  expect(() => statSync(keyring), "no keyring is made over sealed data").toThrow();

  writeFileSync(keyring, "not a keyring", { mode: 0o600 });
  await expectRefusal(/is not a tessera-keyring-1 file/);

  const other = await Tessera.start();
  await other.stop();
  writeFileSync(keyring, readFileSync(join(other.home, "keyring.json")), { mode: 0o600 });
  await expectRefusal(new RegExp(`sealed with keyring ${keyId}, but this is keyring k_`));
  await other.dispose();

  rmSync(keyring);
  renameSync(`${keyring}.away`, keyring);
  chmodSync(keyring, 0o644);
  await expectRefusal(/chmod 600/);

  chmodSync(keyring, 0o600);
  await tessera.up();
  const again = await request.newContext({ baseURL: tessera.url, storageState: state });
  // What was counted a moment before the end was saved; that it opens is tested by a test.
  const { total } = await (await again.get(`/api/v1/credentials/${ID}/receipts`)).json();
  expect(total).toBe(1);
  expect(await thatDoNotOpen(again, [ID])).toEqual([]);
  await again.dispose();
  await api.dispose();
  await tessera.dispose();

  async function expectRefusal(sentence: RegExp): Promise<void> {
    const { code, output } = await tessera.upFails();
    expect(code, output).not.toBe(0);
    expect(lastLine(output)).toMatch(sentence);
  }
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`${signal} stops every part in order, and the next start rebuilds nothing`, async () => {
    const tessera = await Tessera.startFromNothing();
    expect(tessera.output).toContain("migrations applied");
    const { server, postgres, emulator } = tessera.run.pids;
    expect(await tessera.stop(signal)).toBe(0);
    for (const pid of [server, postgres ?? 0, emulator ?? 0]) {
      expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    }
    await tessera.up();
    expect(tessera.output).not.toContain("Built");
    expect(tessera.output).not.toContain("migration");
    await tessera.dispose();
  });
}

test("two that would serve the same home: the second one says who has it", async () => {
  const tessera = await Tessera.start();
  const second = Tessera.prepare({ TESSERA_HOME: tessera.home });
  const { code, output } = await second.upFails();
  expect(code).not.toBe(0);
  expect(lastLine(output)).toMatch(new RegExp(`process ${tessera.run.pids.up}`));
  rmSync(second.home, { recursive: true });
  await tessera.dispose();
});

test("an own PostgreSQL is used as it is, and the home holds no database then", async () => {
  const lender = await Tessera.start();
  const tessera = await Tessera.start({ DATABASE_URL: lender.run.databaseUrl });
  const api = await createOwner(tessera);
  expect(await create(api, ID)).toBe(201);
  expect(await tessera.sql('SELECT id FROM "Credential"')).toHaveLength(1);
  expect(() => statSync(join(tessera.home, "database"))).toThrow("ENOENT");
  await api.dispose();
  await tessera.dispose();
  await lender.dispose();
});

test("what is kept at home is for its owner only", async () => {
  const tessera = await Tessera.startFromNothing();
  for (const file of ["keyring.json", "session-secret", "run.json"]) {
    expect(statSync(join(tessera.home, file)).mode & 0o077, file).toBe(0);
  }
  expect(statSync(join(tessera.home, "database/")).mode & 0o077).toBe(0);
  await tessera.dispose();
});

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}

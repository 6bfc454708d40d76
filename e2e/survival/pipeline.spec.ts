import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { createCredential, createDestination, createSource, unique } from "../http/credentials.ts";
import { receivedWith } from "../http/emulator.ts";
import { acceptedWith, linesOf, newRecord } from "../http/records.ts";
import { createToken } from "../http/tokens.ts";
import { Tessera } from "../tessera.ts";
import { createOwner } from "./stream.ts";

const ACTIVITIES = 50_000;
const EMAILS = 1_000;
/** What the emulator may be asked in a second, so that the emails take no minutes. */
const A_SECOND = { TESSERA_EMULATOR_REQUESTS_PER_SECOND: "100" };

const program = join(import.meta.dirname, "pipeline.sh");

let one: Tessera;
let other: Tessera;
let api: APIRequestContext;
let folder: string;

test.beforeEach(async () => {
  one = await Tessera.start(A_SECOND);
  other = await Tessera.startBeside(one, A_SECOND);
  api = await createOwner(one);
  folder = mkdtempSync(join(tmpdir(), "tessera-pipeline-"));
});

test.afterEach(async () => {
  await api.dispose();
  await other.dispose();
  await one.dispose();
  rmSync(folder, { recursive: true });
});

test(`with nothing but curl, ${ACTIVITIES} activities are pulled and ${EMAILS} emails pushed while an instance is killed: none is lost or doubled`, async () => {
  test.setTimeout(180_000);
  const apiKey = `demo-valid-${unique()}`;
  const { id: credential } = await createCredential(api, { apiKey });
  const source = await createSource(api, credential, { endpoint: "activities" });
  const destination = await createDestination(api, credential);
  const { token } = await createToken(api, { scopes: ["credentials:use"] });

  const pull = start(token, "pull", source.id, "activities.jsonl");
  await expect
    .poll(async () => (await receivedWith(one, apiKey)).length, { intervals: [20] })
    .toBeGreaterThan(10);
  process.kill(other.run.pids.server, "SIGKILL");
  expect(pull.isRunning()).toBe(true);
  await pull.ended;
  const pulled = readFileSync(join(folder, "activities.jsonl"), "utf8").trimEnd().split("\n");
  const uids = new Set(pulled.map((line) => (JSON.parse(line) as { uid: string }).uid));
  expect([pulled.length, uids.size]).toEqual([ACTIVITIES, ACTIVITIES]);

  const emails = Array.from({ length: EMAILS }, () => newRecord());
  writeFileSync(join(folder, "emails.jsonl"), linesOf(emails));
  await expect
    .poll(async () => (await fetch(`${other.url}/api/health/ready`).catch(() => null))?.status)
    .toBe(200);
  const push = start(token, "push", destination.id, "emails.jsonl");
  await expect
    .poll(async () => (await acceptedWith(one, apiKey)).size, { intervals: [20] })
    .toBeGreaterThan(EMAILS / 5);
  process.kill(other.run.pids.server, "SIGKILL");
  expect(push.isRunning()).toBe(true);
  await push.ended;
  const accepted = await acceptedWith(one, apiKey);
  expect([...accepted.keys()].sort()).toEqual(emails.map(({ external_id }) => external_id).sort());

  // Whatever was on its way when the instance died came twice, and nothing else.
  const again = [...accepted.values()].filter(({ writes }) => writes > 1);
  expect(again.length).toBeLessThanOrEqual(100);
});

/** Begins at the instance that is to be killed. Rejects with what the program says where it gives up. */
function start(token: string, verb: "pull" | "push", id: string, file: string) {
  const { PATH = "" } = process.env;
  const env = { NODE_ENV: "test" as const, PATH, TESSERA_TOKEN: token, ONE: other.url, OTHER: one.url };
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  ended.catch(() => {}); // Awaited later.
  const child = execFile(program, [verb, id, file], { cwd: folder, env }, (error, _, said) =>
    error === null ? resolve() : reject(new Error(`${error.message}\n${said}`)),
  );
  return { ended, isRunning: () => child.exitCode === null };
}

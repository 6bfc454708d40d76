import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, request } from "@playwright/test";
import { expect, owner, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { fromBase32, totp } from "../totp.ts";
import { type Credential, newCredential, newDestination, newSource, unique } from "./credentials.ts";
import { cookieOf, exchange, type RawAnswer, type RawRequest } from "./exchange.ts";
import { addMember, firstOrganization } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";
import { LINES_TYPE, linesOf, newRecord } from "./records.ts";
import { newToken } from "./tokens.ts";

/**
 * A text of letters and digits only, so that neither JSON nor a URL writes it in another way, and the forms in
 * which it could be found: as it is, in pieces, in hex, in UTF-16 and inside of base64 at any offset.
 */
interface Marker {
  readonly text: string;
  readonly forms: readonly Buffer[];
}

const PIECE_CHARACTERS = 12;

function makeMarker(): Marker {
  return markerOf(
    randomBytes(24)
      .toString("base64")
      .replaceAll(/[+/=]/g, "x")
      .slice(0, 3 * PIECE_CHARACTERS),
  );
}

function markerOf(text: string): Marker {
  const pieces = [text, ...(text.match(new RegExp(`.{${PIECE_CHARACTERS}}`, "g")) ?? [])];
  return { text, forms: pieces.flatMap(formsOf) };
}

function formsOf(piece: string): Buffer[] {
  const hex = Buffer.from(piece).toString("hex");
  const base64 = [0, 1, 2].map((offset) => {
    // Of base64 at an offset, only what no neighbouring byte changes.
    const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(piece)]);
    return padded.toString("base64").slice(Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6));
  });
  const texts = [piece, piece.toLowerCase(), piece.toUpperCase(), hex, hex.toUpperCase(), ...base64];
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(piece, "utf16le")];
}

const holds = (bytes: Buffer, { forms }: Marker) => forms.some((form) => bytes.includes(form));

/** The key's marker stands between what the service goes by and characters that are written in many ways. */
const canaryKey = (behaviour: string, { text }: Marker) => `${behaviour}-${text}-"\\%/+&<'`;

/** Every table of the database, every column as text, with the table's name before each row. */
async function dumpDatabase(tessera: Tessera): Promise<string[]> {
  const columns = await tessera.sql<{ schema: string; table: string; column: string }>(
    `SELECT c.table_schema AS schema, c.table_name AS table, c.column_name AS column
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE t.table_type = 'BASE TABLE' AND c.table_schema <> 'information_schema'`,
  );
  const tables = Map.groupBy(columns, ({ schema, table }) => `"${schema}"."${table}"`);
  const rows: string[] = [];
  for (const [table, itsColumns] of tables) {
    const texts = itsColumns.map(({ column }) => `coalesce("${column.replaceAll('"', '""')}"::text, '')`);
    const found = await tessera.sql<{ row: string }>(
      `SELECT concat_ws(' | ', ${texts}) AS row FROM ${table}`,
    );
    rows.push(...found.map(({ row }) => `${table}: ${row}`));
  }
  return rows;
}

/** All files under a folder, whatever they are called; what PostgreSQL removes meanwhile is left out. */
function filesUnder(folder: string): { path: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((path) => {
    const file = join(folder, path);
    try {
      return statSync(file).isFile() ? [{ path, bytes: readFileSync(file) }] : [];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  });
}

/** The processes of a run with all that they started, and what anybody could read of them. */
function processesOf(tessera: Tessera): { pid: number; bytes: Buffer }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const status = readProcess(Number(name), "status").toString();
    parents.set(Number(name), Number(/^PPid:\t(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const ours = new Set(Object.values(tessera.run.pids).filter((pid) => pid !== null));
  for (let before = -1; before !== ours.size; ) {
    before = ours.size;
    for (const [pid, parent] of parents) if (ours.has(parent)) ours.add(pid);
  }
  return [...ours].map((pid) => ({
    pid,
    bytes: Buffer.concat([readProcess(pid, "cmdline"), readProcess(pid, "environ")]),
  }));
}

/** A file of /proc; empty when the process has ended meanwhile. */
function readProcess(pid: number, file: "status" | "cmdline" | "environ"): Buffer {
  try {
    return readFileSync(`/proc/${pid}/${file}`);
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return Buffer.alloc(0);
    throw error;
  }
}

test("A key that went everywhere a key can go is found nowhere but sealed", async ({
  tessera,
  ownerState,
}) => {
  test.setTimeout(180_000);
  const marker = makeMarker();
  // What may be found: it shows that the searches below would find the key.
  const control = makeMarker();
  const valid = canaryKey("demo-valid", marker);
  const echoed = canaryKey("demo-echo", marker);
  const answers: { what: string; answer: RawAnswer }[] = [];

  async function send(what: string, request: RawRequest): Promise<RawAnswer> {
    const headers = { cookie: cookieOf(ownerState), "content-type": "application/json", ...request.headers };
    const answer = await exchange(tessera.url, { ...request, headers });
    answers.push({ what, answer });
    return answer;
  }
  const post = (what: string, path: string, body: unknown, headers = {}) =>
    send(what, {
      method: "POST",
      path,
      headers,
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const get = (what: string, path: string, headers = {}) => send(what, { method: "GET", path, headers });

  const saved: Credential[] = [];
  await test.step("saved, tested, used and previewed", async () => {
    for (const apiKey of [valid, echoed]) {
      const body = newCredential({ apiKey, description: `beside the key ${control.text}` });
      const created = await post("create", "/api/v1/credentials", body);
      expect(created.status()).toBe(201);
      const credential = JSON.parse(await created.text()) as Credential;
      saved.push(credential);
      const { id } = credential;

      const { connector, environment } = body;
      const test = await post("test", "/api/v1/credentials/test", { connector, environment, apiKey });
      expect(test.status()).toBe(200);
      expect((await post("test saved", `/api/v1/credentials/${id}/test`, "")).status()).toBe(200);
      for (const endpoint of ["accounts", "activities"]) {
        const preview = await post("preview", `/api/v1/credentials/${id}/preview`, { endpoint });
        expect(preview.status()).toBe(apiKey === valid ? 200 : 502);
      }
      if (apiKey === echoed) {
        const proxy = `/api/v1/credentials/${id}/proxy`;
        expect((await get("proxy", `${proxy}/teams`)).status()).toBe(401);
        await get("in an address of the service", `${proxy}/teams/${encodeURIComponent(valid)}?key=${valid}`);
        const body = { external_id: valid, subject: valid };
        await send("in a body that is sent on", {
          method: "PUT",
          path: `${proxy}/activities/email`,
          body: JSON.stringify(body),
        });
        await get("refused", `${proxy}/../${encodeURIComponent(valid)}`);
      }
      const source = await post("source", "/api/v1/sources", newSource(id));
      expect(source.status()).toBe(201);
      const sourcePath = `/api/v1/sources/${JSON.parse(await source.text()).id}`;
      for (const path of [`${sourcePath}/preview`, `${sourcePath}/records?limit=5`]) {
        expect((await get("rows of a source", path)).status()).toBe(apiKey === valid ? 200 : 502);
      }
      const made = await post("destination", "/api/v1/destinations", newDestination(id));
      expect(made.status()).toBe(201);
      const { id: destination } = JSON.parse(await made.text());
      const email = newRecord({ subject: valid.slice(0, 12) });
      for (const lines of [linesOf([email]), linesOf([newRecord({ [valid]: valid, subject: [valid] })])]) {
        const path = `/api/v1/destinations/${destination}/records`;
        const pushed = await send("records", { method: "POST", path, headers: LINES_TYPE, body: lines });
        expect(pushed.status()).toBe(200);
      }
      const inUse = await send("delete in use", { method: "DELETE", path: `/api/v1/credentials/${id}` });
      expect(inUse.status()).toBe(409);
      await get("one", `/api/v1/credentials/${id}`);
      await get("verdicts", `/api/v1/credentials/${id}/verdicts`);
      expect((await get("receipts", `/api/v1/credentials/${id}/receipts`)).status()).toBe(200);
      await get("search", `/api/v1/credentials?query=${encodeURIComponent("'")}`);
    }
    const [first, second] = saved;
    const put = (what: string, id: string | undefined, body: object) =>
      send(what, { method: "PUT", path: `/api/v1/credentials/${id}/key`, body: JSON.stringify(body) });
    const again = { apiKey: valid, sameKey: "refuse" };
    await expectProblem(await put("a saved key", second?.id, again), 409, "key_already_saved");
    await expectProblem(
      await post("a saved key", "/api/v1/credentials", newCredential(again)),
      409,
      "key_already_saved",
    );
    const other = canaryKey("demo-echo-again", marker);
    await expectProblem(await put("a rejected key", first?.id, { apiKey: other }), 409, "key_rejected");
    expect((await put("replace", first?.id, { apiKey: other, force: true })).status()).toBe(200);
    const undone = await post("undo", `/api/v1/credentials/${first?.id}/key/undo`, "");
    expect(undone.status()).toBe(200);
    const move = (environment: string) =>
      send("move", {
        method: "PATCH",
        path: `/api/v1/credentials/${first?.id}`,
        headers: { "if-match": "*" },
        body: JSON.stringify({ environment, evenIfUsed: true }),
      });
    for (const environment of ["staging", "mock"]) expect((await move(environment)).status()).toBe(200);
    const { connector: _, ...duplicate } = newCredential({ apiKey: valid, expiresAt: "2040-01-31" });
    const duplicated = await post("duplicate", `/api/v1/credentials/${first?.id}/duplicate`, duplicate);
    expect(duplicated.status()).toBe(201);
    // This one stays replaced, so that what was before it is among the rows below.
    expect((await put("replace", second?.id, { apiKey: other, force: true })).status()).toBe(200);
    const elsewhere = await post(
      "elsewhere",
      `/api/v1/credentials/${first?.id}/test?environment=staging`,
      "",
    );
    expect(elsewhere.status()).toBe(200);
    const limited = newToken({ credentialIds: saved.map(({ id }) => id) });
    expect((await post("token", "/api/v1/tokens", limited)).status()).toBe(201);
    for (const path of [
      "credentials",
      "sources",
      "destinations",
      "connectors",
      "tokens",
      "activity?limit=100",
      "activity/export",
    ]) {
      expect((await get("list", `/api/v1/${path}`)).status()).toBe(200);
    }
    const gone = JSON.parse(
      await (await post("create", "/api/v1/credentials", newCredential({ apiKey: valid }))).text(),
    );
    const member = await addMember(tessera, await firstOrganization(tessera), "viewer");
    const asMember = { cookie: cookieOf(await member.api.storageState()) };
    const change = { currentPassword: owner.password, newPassword: valid };
    const body = JSON.stringify(change);
    const changed = { method: "PUT", path: "/api/v1/account/password", headers: asMember, body };
    expect((await send("change of password", changed)).status()).toBe(200);
    const credentials = { email: member.email, password: valid };
    expect((await post("sign-in", "/api/auth/sign-in/email", credentials)).status()).toBe(200);
    const removed = await send("delete", { method: "DELETE", path: `/api/v1/credentials/${gone.id}` });
    expect(removed.status()).toBe(204);
    expect((await get("bin", "/api/v1/credentials/bin")).status()).toBe(200);
    const restored = await post("restore", `/api/v1/credentials/${gone.id}/restore`, {});
    expect(restored.status()).toBe(200);
    const [from, to] = saved.map(({ id }) => id);
    expect((await get("usage", `/api/v1/credentials/${from}/usage`)).status()).toBe(200);
    expect((await post("move", `/api/v1/credentials/${from}/usage/move`, { to })).status()).toBe(200);
    for (const path of ["/credentials/deleted", `/credentials?credential=${from}`]) {
      expect((await get("page", path)).status()).toBe(200);
    }
    const goneAgain = await send("delete again", {
      method: "DELETE",
      path: `/api/v1/credentials/${gone.id}`,
    });
    expect(goneAgain.status()).toBe(204);
  });

  await test.step("refused", async () => {
    const path = "/api/v1/credentials";
    const withKey = (changes: object) => newCredential({ apiKey: valid, ...changes });
    await expectInvalid(await post("a space behind", path, withKey({ apiKey: `${valid} ` })), "apiKey");
    await expectInvalid(await post("another language", path, withKey({ apiKey: `${valid}é` })), "apiKey");
    await expectInvalid(await post("too long", path, withKey({ apiKey: valid.repeat(80) })), "apiKey");
    await expectInvalid(await post("in a list", path, withKey({ apiKey: [valid] })), "apiKey");
    await expectInvalid(
      await post("as an environment", path, withKey({ environment: valid })),
      "environment",
    );
    await expectInvalid(await post("as a connector", path, withKey({ connector: valid })), "connector");
    await expectInvalid(await post("as an id", path, withKey({ id: valid })), "id");
    await expectInvalid(await post("as a long name", path, withKey({ name: valid.repeat(2) })), "name");
    await expectProblem(await post("as a field", path, withKey({ [valid]: valid })), 422, "invalid");
    await expectProblem(await post("taken name", path, withKey({ name: saved[0]?.name })), 409, "name_taken");
    const padded = JSON.stringify(withKey({})).padEnd(70_000, " ");
    await expectProblem(await post("oversized", path, padded), 413, "too_large");
    await expectProblem(await post("broken", path, `{"apiKey": "${valid}`), 400, "bad_json");
    await expectProblem(await post("bare", path, valid), 400, "bad_json");
    const plain = { "content-type": "text/plain" };
    await expectProblem(await post("as text", path, valid, plain), 415, "wrong_content_type");
    const evil = { origin: "http://evil.example" };
    await expectProblem(await post("cross-site", path, withKey({}), evil), 403, "cross_site");
    const nobody = { cookie: "" };
    await expectProblem(await post("signed out", path, withKey({}), nobody), 401, "signed_out");
    const put = { method: "PUT", path, body: JSON.stringify(withKey({})) };
    await expectProblem(await send("wrong method", put), 405, "method_not_allowed");
    await expectProblem(await post("nowhere", "/api/v1/nothing", withKey({})), 404, "not_found");
    const current = JSON.stringify({ currentPassword: valid, newPassword: echoed });
    await expectInvalid(
      await send("wrong password", { method: "PUT", path: "/api/v1/account/password", body: current }),
      "currentPassword",
    );
    const long = JSON.stringify({ name: valid.repeat(2) });
    await expectInvalid(
      await send("as a person's name", { method: "PATCH", path: "/api/v1/account", body: long }),
      "name",
    );
    await post("as a sign-in", "/api/auth/sign-in/email", { email: valid, password: valid });
    await post("as an owner", "/api/v1/owner", { name: valid, email: valid, password: valid });
  });

  await test.step("in an address or a header, by mistake", async () => {
    const encoded = encodeURIComponent(valid);
    const mistaken = [
      `/api/v1/credentials?apiKey=${encoded}`,
      `/api/v1/credentials?cursor=${encoded}`,
      `/api/v1/credentials?query=${encoded}`,
      `/api/v1/credentials?sort=${encoded}`,
      `/api/v1/activity?actorId=${encoded}`,
      `/api/v1/activity?action=${encoded}`,
      `/api/v1/activity/export?from=${encoded}`,
      `/api/v1/credentials/${encoded}`,
      `/api/v1/credentials/${encoded}/key`,
      `/api/v1/credentials/${saved[0]?.id}/test?environment=${encoded}`,
      `/api/v1/sources/${encoded}`,
      `/api/v1/${encoded}`,
      `/api/auth/${encoded}`,
    ];
    for (const path of mistaken) {
      await get("in an address", path);
      await post("in an address", path, newCredential({ apiKey: valid }));
    }
    const headers = { "x-api-key": valid, "x-forwarded-for": "192.0.2.1" };
    expect((await get("in a header", "/api/v1/credentials", headers)).status()).toBe(200);
    const [first] = saved;
    const tested = await post("in a header", `/api/v1/credentials/${first?.id}/test`, "", headers);
    expect(tested.status()).toBe(200);
    const asToken = { authorization: `Bearer ${valid}` };
    await expectProblem(await get("as a token", "/api/v1/credentials", asToken), 401, "bad_token");
    const trace = { traceparent: valid, "user-agent": valid, referer: `${tessera.url}/?key=${encoded}` };
    await get("in a header", "/api/v1/credentials", trace);
  });

  const failures: RawAnswer[] = [];
  await test.step("in requests that fail because of us", async () => {
    const create = () => post("failure", "/api/v1/credentials", newCredential({ apiKey: valid }));

    // The database refuses the row, quoting all of it.
    await tessera.sql(
      `CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'refused: %', NEW; END $$`,
    );
    await tessera.sql(
      `CREATE TRIGGER refuse BEFORE INSERT ON "Credential" FOR EACH ROW EXECUTE FUNCTION refuse_row()`,
    );
    failures.push(await create());
    await tessera.sql(`DROP TRIGGER refuse ON "Credential"`);

    // There is no such table.
    await tessera.sql(`ALTER TABLE "Credential" RENAME TO "Elsewhere"`);
    failures.push(await create());
    failures.push(await post("failure", `/api/v1/credentials/${saved[0]?.id}/test`, ""));
    await tessera.sql(`ALTER TABLE "Elsewhere" RENAME TO "Credential"`);

    // A value is too long for its column: PostgreSQL names it in its error.
    await tessera.sql(`ALTER TABLE "AuditEvent" ADD CONSTRAINT never CHECK (action = 'x') NOT VALID`);
    failures.push(await create());
    await tessera.sql(`ALTER TABLE "AuditEvent" DROP CONSTRAINT never`);

    // The vault cannot open the organization's data key, after a restart has made it forget the old one.
    await tessera.stop();
    await tessera.up();
    const [dataKey] = await tessera.sql<{ id: string; wrapped: string }>(
      `SELECT k.id, k.wrapped FROM "DataKey" k JOIN "Credential" c ON c."organizationId" = k."organizationId"
       WHERE k.purpose = 'seal' AND c.id = $1`,
      [saved[0]?.id],
    );
    await tessera.sql(`UPDATE "DataKey" SET wrapped = 'k1.damaged.AAAA' WHERE id = $1`, [dataKey?.id]);
    failures.push(await create());
    await tessera.sql(`UPDATE "DataKey" SET wrapped = $2 WHERE id = $1`, [dataKey?.id, dataKey?.wrapped]);
    expect((await create()).status()).toBe(201);
  });

  await test.step("is not on any page", async () => {
    const [first] = saved;
    for (const path of [
      "/activity",
      `/activity?credentialId=${first?.id}`,
      "/sources",
      "/destinations",
      "/sources/new",
      "/sources/new/people-ai",
      "/sources/new/people-ai?add",
      "/settings/account",
      `/sources/new/people-ai/configure?credential=${first?.id}`,
      `/destinations/new/people-ai/configure?credential=${first?.id}`,
      "/settings/tokens",
    ]) {
      const page = await get("page", path);
      expect(page.status(), path).toBe(200);
    }
  });

  await test.step("is in no answer", async () => {
    const holding = answers.filter(({ answer }) => holds(Buffer.from(answer.raw), marker));
    expect(holding.map(({ what, answer }) => `${what}: ${answer.raw}`)).toEqual([]);
    expect(answers.some(({ answer }) => holds(Buffer.from(answer.raw), control))).toBe(true);
    expect(answers.length).toBeGreaterThan(70);
  });

  await test.step("is in no column of any table, but sealed", async () => {
    const rows = await dumpDatabase(tessera);
    expect(rows.filter((row) => holds(Buffer.from(row), marker))).toEqual([]);
    expect(rows.filter((row) => row.includes(control.text)).length).toBeGreaterThanOrEqual(2);
    expect(rows.some((row) => row.startsWith('"pg_catalog"."pg_class"'))).toBe(true);
    const sealed = await tessera.sql<{ sealedKey: string }>(
      `SELECT "sealedKey" FROM "Credential" WHERE id = ANY ($1)`,
      [saved.map(({ id }) => id)],
    );
    expect(sealed).toHaveLength(2);
    const retired = await tessera.sql<{ sealedKey: string }>(
      `SELECT "sealedKey" FROM "RetiredKey" WHERE "credentialId" = $1`,
      [saved[1]?.id],
    );
    expect(retired).toHaveLength(1);
    for (const { sealedKey } of [...sealed, ...retired])
      expect(sealedKey).toMatch(/^t1\.[0-9a-f-]{36}\.[A-Za-z0-9_-]{60,}$/);
  });

  await test.step("is in no command line and no environment of our processes", async () => {
    const processes = processesOf(tessera);
    expect(processes.length).toBeGreaterThanOrEqual(4);
    expect(processes.filter(({ bytes }) => holds(bytes, marker)).map(({ pid }) => pid)).toEqual([]);
    // Readable at all: the home stands in the environment of those that serve it.
    expect(processes.some(({ bytes }) => bytes.includes(tessera.home))).toBe(true);
  });

  await test.step("is not what explains our failures, which are in the log by their request ids", async () => {
    const logs = filesUnder(join(tessera.home, "logs"));
    const log = logs.map(({ bytes }) => bytes.toString()).join("\n");
    expect(failures).toHaveLength(5);
    for (const failure of failures) {
      const { requestId } = await expectProblem(failure, 500, "internal");
      expect(log).toContain(requestId);
    }
  });

  await test.step("is in no file under the home: database, write-ahead log, logs", async () => {
    // Stopped, it has written everything that it had in memory.
    await tessera.stop();
    const files = filesUnder(tessera.home);
    expect(files.filter(({ bytes }) => holds(bytes, marker)).map(({ path }) => path)).toEqual([]);
    const withControl = files.filter(({ bytes }) => holds(bytes, control)).map(({ path }) => path);
    expect(withControl.some((path) => path.includes("pg_wal"))).toBe(true);
    expect(withControl.some((path) => path.includes("/base/"))).toBe(true);
    await tessera.up();
  });
});

test("A token that went everywhere a token can go is in the one answer that gives it, and nowhere else", async ({
  tessera,
  ownerState,
}) => {
  test.setTimeout(180_000);
  const cookie = cookieOf(ownerState);
  const answers: { what: string; answer: RawAnswer }[] = [];
  async function send(what: string, request: RawRequest): Promise<RawAnswer> {
    const headers = { "content-type": "application/json", ...request.headers };
    const answer = await exchange(tessera.url, { ...request, headers });
    answers.push({ what, answer });
    return answer;
  }

  const control = makeMarker();
  const created = await exchange(tessera.url, {
    method: "POST",
    path: "/api/v1/tokens",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify(newToken({ name: `named ${control.text}` })),
  });
  expect(created.status()).toBe(201);
  const { id, token } = JSON.parse(await created.text());
  // The prefix is no secret, and stands in examples.
  const marker = markerOf(token.slice("tsr_".length));
  expect(holds(Buffer.from(created.raw), marker)).toBe(true);
  const bearer = { authorization: `Bearer ${token}` };
  const post = (what: string, path: string, body: unknown, headers: Record<string, string> = bearer) =>
    send(what, { method: "POST", path, headers, body: JSON.stringify(body) });

  await test.step("used as it is meant", async () => {
    const made = await post("create", "/api/v1/credentials", newCredential());
    expect(made.status()).toBe(201);
    const credential = JSON.parse(await made.text()) as Credential;
    const path = `/api/v1/credentials/${credential.id}`;
    expect((await post("test", `${path}/test`, null)).status()).toBe(200);
    expect((await post("preview", `${path}/preview`, { endpoint: "accounts" })).status()).toBe(200);
    expect((await post("source", "/api/v1/sources", newSource(credential.id))).status()).toBe(201);
    const twin = await post("source", "/api/v1/sources", newSource(credential.id));
    const spare = `/api/v1/sources/${JSON.parse(await twin.text()).id}`;
    const edited = await send("edit", {
      method: "PATCH",
      path: spare,
      headers: { ...bearer, "if-match": "*" },
      body: JSON.stringify({ description: "Edited" }),
    });
    expect(edited.status()).toBe(200);
    expect((await send("delete", { method: "DELETE", path: spare, headers: bearer })).status()).toBe(204);
    for (const list of ["credentials", "sources", "destinations", "connectors"]) {
      const answer = await send("list", { method: "GET", path: `/api/v1/${list}`, headers: bearer });
      expect(answer.status()).toBe(200);
    }
    const inUse = await send("delete in use", { method: "DELETE", path, headers: bearer });
    expect(inUse.status()).toBe(409);
  });

  await test.step("refused", async () => {
    await expectProblem(await post("a token", "/api/v1/tokens", newToken()), 403, "forbidden");
    await expectProblem(await post("nowhere", "/api/v1/nothing", {}), 404, "not_found");
    const twice = { authorization: `Bearer ${token} ${token}` };
    await expectProblem(await post("twice", "/api/v1/credentials", {}, twice), 401, "bad_token");
    const evil = { ...bearer, origin: "http://evil.example" };
    await expectProblem(await post("cross-site", "/api/v1/credentials", {}, evil), 403, "cross_site");
    for (const path of ["/settings/tokens", "/sources", "/"]) {
      await send("a page", { method: "GET", path, headers: bearer });
    }
  });

  await test.step("in another place, by mistake", async () => {
    for (const path of [
      `/api/v1/credentials?token=${token}`,
      `/api/v1/credentials?query=${token}`,
      `/api/v1/tokens?cursor=${token}`,
      `/api/v1/tokens/${token}`,
      `/api/v1/${token}`,
      `/api/auth/${token}`,
    ]) {
      for (const method of ["GET", "DELETE"])
        await send("in an address", { method, path, headers: { cookie } });
    }
    const headers = { cookie: `better-auth.session_token=${token}`, "user-agent": token, traceparent: token };
    await send("in a header", { method: "GET", path: "/api/v1/credentials", headers });
    for (const field of ["scopes", "credentialIds", "expiresAt", token]) {
      const body = newToken({ [field]: field === "expiresAt" ? token : [token] });
      await expectProblem(await post("in a field", "/api/v1/tokens", body, { cookie }), 422, "invalid");
    }
    await post("as a password", "/api/auth/sign-in/email", { email: "a@example.com", password: token }, {});
  });

  await test.step("in a request that fails because of us", async () => {
    await tessera.sql(`ALTER TABLE "ApiToken" RENAME TO "Elsewhere"`);
    const failure = await send("failure", { method: "GET", path: "/api/v1/credentials", headers: bearer });
    await expectProblem(failure, 500, "internal");
    const unmade = await post("failure", "/api/v1/tokens", newToken(), { cookie });
    await expectProblem(unmade, 500, "internal");
    await tessera.sql(`ALTER TABLE "Elsewhere" RENAME TO "ApiToken"`);
  });

  await test.step("listed, shown on its page and revoked", async () => {
    const list = await send("list", { method: "GET", path: "/api/v1/tokens", headers: { cookie } });
    expect(holds(Buffer.from(list.raw), control)).toBe(true);
    const page = await send("page", { method: "GET", path: "/settings/tokens", headers: { cookie } });
    expect(page.status()).toBe(200);
    expect(holds(Buffer.from(page.raw), control)).toBe(true);
    const revoked = await send("revoke", {
      method: "DELETE",
      path: `/api/v1/tokens/${id}`,
      headers: { cookie },
    });
    expect(revoked.status()).toBe(204);
    const dead = await send("dead", { method: "GET", path: "/api/v1/credentials", headers: bearer });
    await expectProblem(dead, 401, "bad_token");
  });

  const holding = answers.filter(({ answer }) => holds(Buffer.from(answer.raw), marker));
  expect(holding.map(({ what, answer }) => `${what}: ${answer.raw}`)).toEqual([]);
  const rows = await dumpDatabase(tessera);
  expect(rows.filter((row) => holds(Buffer.from(row), marker))).toEqual([]);
  expect(rows.some((row) => row.includes(control.text))).toBe(true);
  expect(processesOf(tessera).filter(({ bytes }) => holds(bytes, marker))).toEqual([]);
  // Stopped, it has written everything that it had in memory.
  await tessera.stop();
  const files = filesUnder(tessera.home);
  expect(files.filter(({ bytes }) => holds(bytes, marker)).map(({ path }) => path)).toEqual([]);
  expect(files.some(({ path, bytes }) => path.includes("pg_wal") && holds(bytes, control))).toBe(true);
  await tessera.up();
});

test("A key that was typed as name or description by mistake is only where it was typed", async ({
  api,
  tessera,
}) => {
  const marker = makeMarker();
  const data = newCredential({ name: `mistake ${marker.text}`, description: unique() });
  const { id } = (await (await api.post("/api/v1/credentials", { data })).json()) as Credential;
  await api.post(`/api/v1/credentials/${id}/test`);
  const logs = filesUnder(join(tessera.home, "logs"));
  expect(logs.length).toBeGreaterThan(0);
  expect(logs.filter(({ bytes }) => holds(bytes, marker)).map(({ path }) => path)).toEqual([]);
});

test("What signs somebody in beside a password is in one answer, if in any, and in no column, event or log", async ({
  tessera,
  api,
}) => {
  const name = `Somebody ${makeMarker().text}`;
  const member = await addMember(tessera, await firstOrganization(tessera), "member");
  await member.api.patch("/api/v1/account", { data: { name } });
  const ask = async (from: APIRequestContext, path: string, data: object) => {
    const headers = { origin: tessera.url };
    const response = await from.post(`/api/auth/${path}`, { data, headers });
    expect(response.status(), await response.text()).toBe(200);
    return response.json();
  };
  const password = { password: owner.password };
  const { totpURI, backupCodes } = await ask(member.api, "two-factor/enable", password);
  const secret = new URL(totpURI).searchParams.get("secret") ?? "";
  await ask(member.api, "two-factor/verify-totp", { code: totp(secret) });
  const renewed = await ask(member.api, "two-factor/generate-backup-codes", password);
  const visitor = await request.newContext({ baseURL: tessera.url });
  await ask(visitor, "sign-in/email", { email: member.email, ...password });
  await ask(visitor, "two-factor/verify-backup-code", { code: renewed.backupCodes[0] });
  const tokens = await tessera.sql<{ token: string }>(`SELECT token FROM "Session" WHERE "userId" = $1`, [
    member.userId,
  ]);
  expect(tokens).toHaveLength(2);
  await ask(visitor, "two-factor/disable", password);
  await ask(member.api, "sign-out", {});

  const secrets = [secret, fromBase32(secret).toString(), ...backupCodes, ...renewed.backupCodes].map(
    markerOf,
  );
  const sessions = tokens.map(({ token }) => markerOf(token));
  const rows = await dumpDatabase(tessera);
  const findings = (markers: Marker[]) =>
    rows.filter((row) => markers.some((marker) => holds(Buffer.from(row), marker)));
  expect(findings(secrets)).toEqual([]);
  // A session that there is, is in its own table: one that was signed out or renewed is in none.
  expect(findings(sessions)).toEqual([]);
  const pages = ["/api/v1/activity?limit=100", "/api/v1/activity/export", "/activity"];
  const texts = await Promise.all(pages.map(async (path) => (await api.get(path)).text()));
  const log = filesUnder(join(tessera.home, "logs")).map(({ bytes }) => bytes.toString());
  for (const text of [...texts, ...log]) {
    expect([...secrets, ...sessions].filter((marker) => holds(Buffer.from(text), marker))).toEqual([]);
  }
  for (const text of texts) expect(text).toContain(name);
  await visitor.dispose();
});

import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../fixtures.ts";
import { hasTerminal, Shell } from "./command-line.ts";
import { type Credential, createCredential, createDestination, createSource, unique } from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { createToken } from "./tokens.ts";

test("signs in with a token that is kept for its owner alone, and sent nowhere else", async ({
  api,
  tessera,
}) => {
  const { token } = await createToken(api);
  const shell = new Shell();
  expect(await shell.tessera(["credentials", "list"])).toMatchObject({ code: 4 });
  const wrong = await shell.tessera(["login", tessera.url], { input: `tsr_${"a".repeat(43)}` });
  expect(wrong).toMatchObject({ code: 4, out: "" });
  expect(wrong.error).toMatch(/does not take this token, and it was not kept/);
  expect(await shell.tessera(["credentials", "list"])).toMatchObject({ code: 4 });
  expect(await shell.tessera(["login", tessera.url], { input: `${token}\n` })).toMatchObject({
    code: 0,
    out: "",
  });
  const file = join(shell.config, "tessera/login.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await shell.tessera(["credentials", "list"])).toMatchObject({ code: 0, error: "" });

  const elsewhere = new Shell({ XDG_CONFIG_HOME: shell.config, TESSERA_URL: "http://127.0.0.1:1" });
  expect(await elsewhere.tessera(["credentials", "list"])).toMatchObject({ code: 4 });
  const dead = new Shell({ TESSERA_URL: "http://127.0.0.1:1", TESSERA_TOKEN: token });
  expect(await dead.tessera(["credentials", "list"])).toMatchObject({ code: 3 });

  expect(await shell.tessera(["logout"])).toMatchObject({ code: 0 });
  expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  for (const { printed } of [shell, elsewhere, dead]) expect(printed).not.toContain(token.slice(4));
});

test("adds, lists, tests, replaces and deletes a credential, and its key is in no output", async ({
  api,
  tessera,
}) => {
  const { token } = await createToken(api);
  const shell = new Shell({ TESSERA_URL: tessera.url, TESSERA_TOKEN: token });
  const name = `Typed ${unique()}`;
  const keys = [`demo-valid-${unique()}`, `demo-valid-${unique()}`, `demo-rejected-${unique()}`] as const;
  const mock = ["--environment", "mock"];

  const added = await shell.tessera(["credentials", "add", name, ...mock], { input: `${keys[0]}\n` });
  expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/^valid: /) });
  const listed = await shell.tessera(["credentials", "list", "--query", name]);
  expect(listed.out).toMatch(new RegExp(`^NAME .*\\n${name} +people-ai +mock +valid `));
  const asJson = await shell.tessera(["credentials", "list", "--json", "--query", name]);
  const [credential] = JSON.parse(asJson.out) as Credential[];
  expect(credential).toMatchObject({ name, verdict: "valid" });
  expect(await shell.tessera(["credentials", "test", name.toUpperCase()])).toMatchObject({ code: 0 });

  const refused = await shell.tessera(["credentials", "replace", name, "--json"], { input: keys[2] });
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.error)).toMatchObject({ error: { exit: 1, code: "key_rejected" } });
  const replace = ["credentials", "replace", name, "--expires", "2040-01-31", "--json"];
  const replaced = await shell.tessera(replace, { input: keys[1] });
  expect(replaced.code, replaced.error).toBe(0);
  expect(JSON.parse(replaced.out)).toMatchObject({ name, expiresAt: "2040-01-31T23:59:59.999Z" });
  const rejected = await shell.tessera(["credentials", "add", `${name} 2`, ...mock], { input: keys[2] });
  expect(rejected).toMatchObject({ code: 5, out: expect.stringMatching(/^rejected: /) });

  const source = await createSource(api, credential?.id ?? "");
  expect((await shell.tessera(["sources", "list"])).out).toContain(source.name);
  const used = await shell.tessera(["credentials", "delete", name, "--yes"]);
  expect(used).toMatchObject({ code: 1, error: expect.stringContaining(`source ${source.name}`) });
  expect((await api.delete(`/api/v1/sources/${source.id}`, { headers: { "if-match": "*" } })).status()).toBe(
    204,
  );
  expect(await shell.tessera(["credentials", "delete", name])).toMatchObject({ code: 2 });
  expect(await shell.tessera(["credentials", "delete", name, "--yes"])).toMatchObject({ code: 0 });
  expect(await shell.tessera(["credentials", "test", name])).toMatchObject({ code: 1 });

  for (const secret of [...keys, token]) expect(shell.printed).not.toContain(secret.slice(4));
});

test("a key in an argument is refused, and what a token may not is told with 4", async ({ api, tessera }) => {
  const { token } = await createToken(api, { scopes: ["credentials:read"] });
  const shell = new Shell({ TESSERA_URL: tessera.url, TESSERA_TOKEN: token });
  const key = `demo-valid-${unique()}`;
  const add = ["credentials", "add", "A", "--environment", "mock"];
  expect(await shell.tessera([...add, "--api-key", key])).toMatchObject({ code: 2, out: "" });
  expect(await shell.tessera(add, { input: key })).toMatchObject({ code: 4, out: "" });
  const invalid = await shell.tessera(add, { input: `${key} ${key}` });
  expect(invalid).toMatchObject({ code: 1, error: expect.stringMatching(/^A key has no spaces/) });
  expect(shell.printed).not.toContain(key.slice(4));
});

test("pulls all of a source and pushes to a destination, with nothing but a login", async ({
  api,
  tessera,
}) => {
  const apiKey = `demo-valid-${unique()}`;
  const credential = await createCredential(api, { apiKey });
  const source = await createSource(api, credential.id);
  const destination = await createDestination(api, credential.id);
  const { token } = await createToken(api);
  const shell = new Shell();
  expect(await shell.tessera(["login", tessera.url], { input: token })).toMatchObject({ code: 0 });

  await test.step("the source and the destination are listed", async () => {
    for (const { direction, name } of [source, destination]) {
      const { out, code } = await shell.tessera([`${direction}s`, "list", "--json"]);
      expect(code).toBe(0);
      expect(JSON.parse(out).map((one: { name: string }) => one.name)).toContain(name);
    }
  });

  const file = join(shell.config, "accounts.jsonl");
  const recordsOf = (text: string): { id: number }[] =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  await test.step("a pull in two runs has every record once, as one into a pipe has", async () => {
    const args = ["sources", "pull", source.name, "--output", file];
    const part = await shell.tessera([...args, "--limit", "1200"]);
    expect(part).toMatchObject({ code: 0, error: expect.stringContaining("1,200 records.") });
    expect(await shell.tessera(args)).toMatchObject({
      code: 0,
      out: "",
      error: "800 records. The file is whole, with 2,000 records.\n",
    });
    const records = recordsOf(readFileSync(file, "utf8"));
    expect(records).toHaveLength(2_000);
    expect(new Set(records.map(({ id }) => id)).size).toBe(2_000);
    expect(existsSync(`${file}.cursor`)).toBe(false);
    const piped = await shell.tessera(["sources", "pull", source.id, "--limit", "3"]);
    expect(recordsOf(piped.out)).toEqual(records.slice(0, 3));
  });

  await test.step("a push tells what was refused, and a dry run sends nothing", async () => {
    const email = (id: string) =>
      JSON.stringify({
        external_id: id,
        from: "ada@example.com",
        to: ["grace@example.com"],
        subject: "Next steps",
        timestamp: 1_767_225_600,
      });
    const input = `${email("1")}\n{"external_id":"2"}\n${email("3")}\n`;
    const writes = async () =>
      (await receivedWith(tessera, apiKey)).filter(({ method }) => method === "PUT").length;
    const push = ["destinations", "push", destination.name];
    const dry = await shell.tessera([...push, "--dry-run"], { input });
    expect(dry).toMatchObject({ code: 5, error: "2 valid, 1 refused.\n" });
    expect(await writes()).toBe(0);
    const run = await shell.tessera(push, { input });
    expect(run).toMatchObject({
      code: 5,
      out: expect.stringMatching(/^line 2: /),
      error: "2 accepted, 1 refused.\n",
    });
    expect(await writes()).toBe(2);
  });
  for (const secret of [apiKey, token]) expect(shell.printed).not.toContain(secret.slice(4));
});

if (hasTerminal) {
  test("a token that is typed on a terminal is not shown, and Ctrl-C ends the question", async ({
    api,
    tessera,
  }) => {
    const { token } = await createToken(api);
    const shell = new Shell();
    /** Types this where it is asked for, once. */
    const answering = (question: string, answer: string) => {
      let isAsked = false;
      return (shown: string, type: (text: string) => void) => {
        if (isAsked || !shown.includes(question)) return;
        isAsked = true;
        type(answer);
      };
    };
    const stopped = await shell.onTerminal(["login", tessera.url], answering("Token: ", "tsr_half\x03"));
    expect(stopped.code).toBe(130);
    expect(await shell.tessera(["credentials", "list"])).toMatchObject({ code: 4 });
    const typed = await shell.onTerminal(["login", tessera.url], answering("Token: ", `${token}\r`));
    expect(typed).toMatchObject({ code: 0, shown: expect.stringContaining("Signed in at") });
    expect(shell.printed).not.toContain("tsr_");
    expect(await shell.tessera(["credentials", "list"])).toMatchObject({ code: 0 });

    const { id, name } = await createCredential(api);
    const question = `Delete ${name}? y/N `;
    const kept = await shell.onTerminal(["credentials", "delete", id], answering(question, "\r"));
    expect(kept).toMatchObject({ code: 1, shown: expect.stringContaining("Nothing was deleted.") });
    const gone = await shell.onTerminal(["credentials", "delete", id], answering(question, "y\r"));
    expect(gone).toMatchObject({ code: 0, shown: expect.stringContaining("is in the bin") });
  });
}

test.describe("Records, from a Tessera that breaks off", () => {
  let service: Server;
  let shell: Shell;
  let url: string;
  let answer: (path: string, body: string, response: ServerResponse) => void;
  const folder = mkdtempSync(join(tmpdir(), "tessera-records-"));
  const id = "0199e3a0-0000-7000-8000-000000000001";
  const trailer = (value: object) => `${JSON.stringify({ $tessera: value })}\n`;

  test.beforeAll(async () => {
    service = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const { url = "" } = request;
      if (url.includes("/records")) return answer(url, body, response);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ id, name: "Nightly" }));
    });
    service.listen(0, "127.0.0.1");
    await once(service, "listening");
    const { port } = service.address() as AddressInfo;
    url = `http://127.0.0.1:${port}`;
    shell = new Shell({ TESSERA_URL: url, TESSERA_TOKEN: `tsr_${"a".repeat(43)}` });
  });
  test.afterAll(() => {
    service.closeAllConnections();
    service.close();
  });

  test("a pull that was interrupted is gone on with: each record is in the file once", async () => {
    const file = join(folder, "records.jsonl");
    const asked: (string | null)[] = [];
    let interrupt = () => {};
    answer = (path, _body, response) => {
      asked.push(new URL(path, "http://x").searchParams.get("cursor"));
      if (asked.length === 1) response.write(`{"n":1}\n${trailer({ cursor: "c1", records: 1 })}{"n":2}\n{"n`);
      if (asked.length === 1) setImmediate(() => response.destroy());
      if (asked.length === 2) {
        response.write(`{"n":2}\n${trailer({ cursor: "c2", records: 1 })}{"n":3}\n`);
        interrupt();
      }
      if (asked.length < 3) return;
      const isSaved = asked[2] === "c2"; // Or it was interrupted before.
      response.end(
        `${isSaved ? "" : '{"n":2}\n'}{"n":3}\n${trailer({ cursor: null, records: 1, end: "complete" })}`,
      );
    };
    const args = ["sources", "pull", id, "--output", file];
    const first = await shell.tessera(args, {
      meanwhile: (kill) => {
        interrupt = () => kill("SIGINT");
      },
    });
    expect(first).toMatchObject({ code: 130, out: "" });
    const second = await shell.tessera(args);
    expect(second).toMatchObject({
      code: 0,
      out: "",
      error: expect.stringContaining("The file is whole, with 3"),
    });
    expect(asked.slice(0, 2)).toEqual([null, "c1"]);
    expect(readFileSync(file, "utf8")).toBe('{"n":1}\n{"n":2}\n{"n":3}\n');
    expect(await shell.tessera(args)).toMatchObject({ code: 2 });
  });

  test("a pull that was killed after the last record asks for nothing more", async () => {
    const file = join(folder, "killed.jsonl");
    const asked: string[] = [];
    answer = (path, _body, response) => {
      asked.push(path);
      response.end(`{"n":1}\n${trailer({ cursor: null, records: 1, end: "complete" })}`);
    };
    const args = ["sources", "pull", id, "--output", file];
    expect(await shell.tessera(args)).toMatchObject({ code: 0 });
    // What it leaves behind when it is killed before it takes the file of the cursor away.
    writeFileSync(
      `${file}.cursor`,
      JSON.stringify({ url, sourceId: id, since: null, cursor: null, bytes: 8, records: 1 }),
    );
    expect(await shell.tessera(args)).toMatchObject({
      code: 0,
      error: expect.stringContaining("The file is whole, with 1 record"),
    });
    expect(asked).toHaveLength(1);
    expect(readFileSync(file, "utf8")).toBe('{"n":1}\n');
    expect(existsSync(`${file}.cursor`)).toBe(false);
  });

  if (hasTerminal) {
    test("a pull shows on a terminal how far it is, and takes the bar away in the end", async () => {
      let goOn = () => {};
      answer = (_path, _body, response) => {
        response.write(`{"n":1}\n${trailer({ cursor: "c1", records: 1 })}`);
        goOn = () => response.end(`{"n":2}\n${trailer({ cursor: "c2", records: 2, end: "limit" })}`);
      };
      const file = join(folder, "watched.jsonl");
      const args = ["sources", "pull", id, "--output", file, "--limit", "2"];
      const bar = `\r\x1b[K${"█".repeat(12)}${"░".repeat(12)} 50 % 1 record of Nightly`;
      const { code, shown } = await shell.onTerminal(args, (soFar) => {
        if (soFar.endsWith(bar)) goOn();
      });
      expect(code).toBe(0);
      expect(shown.split("\r\x1b[K").at(-1)).toMatch(/^2 records\. There can be more/);
      expect(readFileSync(file, "utf8")).toBe('{"n":1}\n{"n":2}\n');
    });
  }

  test("into a pipe go records only; what came before a lasting break ends with 5 and the cursor", async () => {
    const problem = { status: 409, code: "unreadable", detail: "Replace its key." };
    answer = (_path, _body, response) => {
      response.end(
        `{"n":1}\n${trailer({ cursor: "c1", records: 1 })}${trailer({ cursor: "c1", end: "broken", problem })}`,
      );
    };
    const run = await shell.tessera(["sources", "pull", id]);
    expect(run).toMatchObject({ code: 5, out: '{"n":1}\n' });
    expect(run.error).toMatch(/^Replace its key\. .*--cursor c1$/m);
  });

  test("a push shows the lines that are refused, and ends with 5", async () => {
    const file = join(folder, "emails.jsonl");
    writeFileSync(file, '{"a":1}\n\n{"a":2}');
    const bodies: string[] = [];
    const errors = [{ field: "subject", message: "Enter a subject." }];
    answer = (path, body, response) => {
      bodies.push(`${path.split("?")[1]} ${body}`);
      response.write(`${JSON.stringify({ line: 1, status: "accepted" })}\n`);
      response.write(`${JSON.stringify({ line: 2, status: "refused", errors })}\n`);
      response.end(trailer({ accepted: 1, refused: 1, notTried: 0, end: "complete" }));
    };
    const run = await shell.tessera(["destinations", "push", id, file]);
    expect(run).toEqual({
      code: 5,
      out: "line 3: subject: Enter a subject.\n",
      error: "1 accepted, 1 refused.\n",
    });
    const piped = await shell.tessera(["destinations", "push", id, "--json"], {
      input: '{"a":1}\n{"a":2}\n',
    });
    expect(
      piped.out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { line: 1, status: "accepted" },
      { line: 2, status: "refused", errors },
      { $tessera: { accepted: 1, refused: 1, end: "complete", nextLine: null } },
    ]);
    expect(bodies).toEqual(['dryRun=false {"a":1}\n{"a":2}\n', 'dryRun=false {"a":1}\n{"a":2}\n']);
  });
});

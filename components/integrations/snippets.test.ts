import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { peopleAi } from "@/lib/connectors/people-ai.ts";
import { readSnippets } from "./read-snippets.ts";
import type { Snippet } from "./snippet.ts";
import { sampleRecord, writeSnippets } from "./write-snippets.ts";

const TOKEN = "a-token-of-the-environment";
const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const idOnly = { name: "id", type: "text", required: true, description: "" } as const;
const accepts = peopleAi.endpoints.flatMap((endpoint) => ("accepts" in endpoint ? endpoint.accepts : []));

/** What runs a snippet, and whether this machine has it: Node always, since it runs this. */
const programs: Record<Snippet["language"], { command: string; file: string; there: boolean }> = {
  curl: { command: "sh", file: "snippet.sh", there: answers("curl") },
  Node: { command: process.execPath, file: "snippet.mjs", there: true },
  Python: { command: "python3", file: "snippet.py", there: answers("python3") },
};
const languages = (Object.keys(programs) as Snippet["language"][]).filter((name) => programs[name].there);

function answers(command: string): boolean {
  return spawnSync(command, ["--version"]).status === 0;
}

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

interface Run {
  out: string;
  err: string;
  code: number;
  /** What it kept: in its file, or on its standard output. */
  records: string;
  /** The requests that it made. */
  asked: { url: string; authorization: string | undefined; body: string }[];
}

/** Runs a snippet as it is, in a folder of its own, against a server that answers so. */
async function run(
  language: Snippet["language"],
  snippetsOf: (origin: string) => readonly Snippet[],
  answer: Answer,
): Promise<Run> {
  const asked: Run["asked"] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push({ url: request.url ?? "", authorization: request.headers.authorization, body });
    answer(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const snippets = snippetsOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const { command, file } = programs[language];
  const folder = mkdtempSync(path.join(tmpdir(), "tessera-snippet-"));
  try {
    writeFileSync(
      path.join(folder, file),
      snippets.find((snippet) => snippet.language === language)?.code ?? "",
    );
    const options = { cwd: folder, env: { ...process.env, TESSERA_TOKEN: TOKEN } };
    const ended = await new Promise<{ out: string; err: string; code: number }>((resolve) => {
      execFile(command, [file], options, (error, out, err) =>
        resolve({ out, err, code: error === null ? 0 : Number(error.code ?? 1) }),
      );
    });
    const kept = path.join(folder, "accounts.jsonl");
    return { ...ended, asked, records: existsSync(kept) ? readFileSync(kept, "utf8") : ended.out };
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

const reading = (origin: string) => readSnippets({ origin, id, endpoint: "accounts" });
const writing = (origin: string) => writeSnippets({ origin, id, accepts });

const trailer = (members: object) => `${JSON.stringify({ $tessera: members })}\n`;
const record = (number: number) =>
  `{"id":${number},"name":"Ä \\"${number}\\"","long":12345678901234567890}\n`;

describe.concurrent.each(languages)("the %s snippet", (language) => {
  test("reads every record once, however the answers end before the last", async ({ expect }) => {
    const { records, code, err, asked } = await run(language, reading, ({ url = "" }, response) => {
      response.writeHead(200, { "content-type": "application/x-ndjson" });
      switch (new URL(url, "http://localhost").searchParams.get("cursor")) {
        case null:
          response.write(record(1) + record(2) + trailer({ cursor: "two-_", records: 2 }));
          // The connection is lost in the middle of a record.
          response.write(record(3) + record(4).slice(0, 9), () => response.destroy());
          break;
        case "two-_":
          response.write(record(3) + trailer({ cursor: "three", records: 1 }));
          response.end(trailer({ cursor: "three", records: 1, end: "broken", problem: { status: 502 } }));
          break;
        case "three":
          // Cut off without an error, as a proxy may do it.
          response.end(record(4) + trailer({ cursor: "four", records: 1 }) + record(5));
          break;
        default:
          response.end(record(5) + trailer({ cursor: null, records: 1, end: "complete" }));
      }
    });
    expect({ records, code }, err).toEqual({ records: [1, 2, 3, 4, 5].map(record).join(""), code: 0 });
    const queries = ["", "?cursor=two-_", "?cursor=three", "?cursor=four"];
    expect(asked.map(({ url }) => url)).toEqual(
      queries.map((query) => `/api/v1/sources/${id}/records${query}`),
    );
    for (const { authorization } of asked) expect(authorization).toBe(`Bearer ${TOKEN}`);
  });

  test("takes no half line of Tessera's for one: what stands above it comes again, once", async ({
    expect,
  }) => {
    const half = (members: object) => trailer(members).slice(0, -6);
    const { records, code, err, asked } = await run(language, reading, ({ url = "" }, response) => {
      response.writeHead(200, { "content-type": "application/x-ndjson" });
      switch (new URL(url, "http://localhost").searchParams.get("cursor")) {
        case null:
          response.write(record(1) + trailer({ cursor: "two", records: 1 }));
          response.write(record(2) + half({ cursor: "three", records: 1 }).slice(0, 25), () =>
            response.destroy(),
          );
          break;
        case "two":
          response.end(
            record(2) + trailer({ cursor: "three", records: 1 }) + record(3) + half({ cursor: "four" }),
          );
          break;
        case "three":
          response.write(record(3) + trailer({ cursor: "four", records: 1 }) + record(4));
          response.write(half({ cursor: null, records: 1, end: "complete" }), () => response.destroy());
          break;
        default:
          response.end(record(4) + trailer({ cursor: null, records: 1, end: "complete" }));
      }
    });
    expect({ records, code }, err).toEqual({ records: [1, 2, 3, 4].map(record).join(""), code: 0 });
    expect(asked.map(({ url }) => url.split("?")[1])).toEqual([
      undefined,
      "cursor=two",
      "cursor=three",
      "cursor=four",
    ]);
  });

  test("says why it may not read, and asks no second time", async ({ expect }) => {
    const { out, err, code, asked } = await run(language, reading, (_request, response) => {
      response.writeHead(403, { "content-type": "application/problem+json" });
      response.end('{"code":"forbidden","detail":"This token does not have the scope."}\n');
    });
    expect(out + err).toContain("This token does not have the scope.");
    expect(code).not.toBe(0);
    expect(asked).toHaveLength(1);
  });

  test("gives up where no record comes", async ({ expect }) => {
    const ends = ["", trailer({ cursor: "two", records: 1 }).slice(0, -2)];
    for (const end of ends) {
      const { asked, code, records } = await run(language, reading, (_request, response) =>
        response.end(record(1) + end),
      );
      expect(asked).toHaveLength(1);
      expect(code).not.toBe(0);
      expect(records).toBe("");
    }
  });

  test("sends a record as the endpoint takes it, only to be checked, and says what came of it", async ({
    expect,
  }) => {
    const end = trailer({ valid: 0, refused: 1, notTried: 0, end: "complete" });
    const { out, err, code, asked } = await run(language, writing, (_request, response) =>
      response.end(
        `{"line":1,"status":"refused","errors":[{"field":"subject","message":"Send it."}]}\n${end}`,
      ),
    );
    expect(code, err).toBe(0);
    expect(out + err).toContain("Send it.");
    expect(out).toContain(end.trim());
    expect(asked).toMatchObject([
      { url: `/api/v1/destinations/${id}/records?dryRun=true`, authorization: `Bearer ${TOKEN}` },
    ]);
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual(sampleRecord(accepts));
  });

  if (language === "curl") return;
  test("sends again what was not tried, until nothing of it is", async ({ expect }) => {
    const two = (origin: string) =>
      writeSnippets({ origin, id, accepts: [idOnly] }).map((snippet) => ({
        ...snippet,
        code: snippet.code.replace(/(\{\s+"id": ""\s+\})/, "$1, $1"),
      }));
    const statuses = [["accepted", "not_tried"], ["not_tried"]];
    const { asked, code, err } = await run(language, two, (_request, response) => {
      const lines = (statuses.shift() ?? []).map((status, index) => ({ line: index + 1, status }));
      response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join("") + trailer({ end: "broken" }));
    });
    expect(asked.map(({ body }) => body.trim().split("\n").length)).toEqual([2, 1]);
    expect(code).toBe(1);
    expect(err).toContain("No record was tried.");
  });
});

test("no snippet has a token in it: each takes it from the environment", () => {
  const all = [...reading("https://tessera.example.com"), ...writing("https://tessera.example.com")];
  expect(all).toHaveLength(6);
  for (const { code } of all) {
    expect(code).toContain("TESSERA_TOKEN");
    expect(code).toContain(`https://tessera.example.com/api/v1/`);
  }
});

import { afterEach, expect, test, vi } from "vitest";
import { openTessera } from "./client.ts";

afterEach(() => vi.unstubAllGlobals());

const tessera = openTessera({ url: "http://tessera.test", token: "tsr_x" });
const ours = { "tessera-request-id": "r-1" };
const problem = { "content-type": "application/problem+json" };
const refusal = { code: "not_found", detail: "There is no such credential.", requestId: "r-1" };

/** Every request is answered so; gives the addresses that were asked. */
function answering(body: string, init: ResponseInit): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(`${request.method} ${request.url} ${request.headers.get("authorization")}`);
    return new Response(body, init);
  });
  return asked;
}

test("what the service answers is given as it is, whatever its status", async () => {
  for (const [status, headers] of [
    [200, ours],
    [404, ours],
    [422, { ...ours, ...problem }],
  ] as const) {
    const asked = answering('{"requestId":"of the service"}', { status, headers });
    const answer = await tessera.sendThrough("a/b", "/teams/crm-id/1?limit=1", { method: "PUT" });
    expect([answer.status, await answer.text()]).toEqual([status, '{"requestId":"of the service"}']);
    expect(asked).toEqual([
      "PUT http://tessera.test/api/v1/credentials/a%2Fb/proxy/teams/crm-id/1?limit=1 Bearer tsr_x",
    ]);
  }
});

test("a refusal of Tessera's own is one, and so is an answer that no Tessera gave", async () => {
  answering(JSON.stringify(refusal), { status: 404, headers: { ...ours, ...problem } });
  await expect(tessera.sendThrough("a", "teams")).rejects.toMatchObject({
    kind: "refused",
    message: refusal.detail,
  });
  answering("<h1>Sign in</h1>", { status: 200 });
  await expect(tessera.sendThrough("a", "teams")).rejects.toMatchObject({ kind: "foreign" });
});

test("a path that would lead to another address of the API is sent nowhere", async () => {
  const asked = answering("", { status: 200, headers: ours });
  for (const path of ["../key", "teams/../../../b", "%2e%2e/key", ".."]) {
    await expect(tessera.sendThrough("a", path)).rejects.toThrow(TypeError);
  }
  expect(asked).toEqual([]);
});

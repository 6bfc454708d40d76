import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EgressError } from "./egress-error.ts";
import { requestUrl } from "./request-url.ts";

const BASE = new URL("https://api.people.ai/v0/public");

describe("a path leads under the base URL", () => {
  test.each([
    ["/teams?limit=1", "https://api.people.ai/v0/public/teams?limit=1"],
    [
      "/contacts/email/ana%40tidemark.example",
      "https://api.people.ai/v0/public/contacts/email/ana%40tidemark.example",
    ],
    ["/accounts/", "https://api.people.ai/v0/public/accounts/"],
    ["/teams?next=https://x.example//..", "https://api.people.ai/v0/public/teams?next=https://x.example//.."],
    ["/a..b/...", "https://api.people.ai/v0/public/a..b/..."],
    ["/@evil.example", "https://api.people.ai/v0/public/@evil.example"],
  ])("%s", (path, url) => {
    expect(requestUrl(BASE, path).href).toBe(url);
  });
});

describe("a path is refused", () => {
  test.each([
    "",
    "teams",
    "//evil.example/teams",
    "https://evil.example/",
    ".evil.example/",
    "@evil.example/",
    ":8080/teams",
    "/../admin",
    "/teams/../../admin",
    "/teams/..",
    "/./teams",
    "/%2e%2e/admin",
    "/%2E./admin",
    "/.%2e/admin",
    "/..;/admin",
    "/..;x=1/admin",
    "/teams%2f..%2fadmin",
    "/teams%5c..%5cadmin",
    "/%252e%252e/admin",
    "/\\evil.example",
    "/teams\\..\\admin",
    "/teams//x",
    "/teams#x",
    "/teams\r\nX-Evil: 1",
    "/teams\t/x",
    "/teams x",
    "/teams\0",
    "/teams%00",
    "/teams%0d%0a",
    "/teams%",
    "/teams%zz",
    "/%c0%ae%c0%ae/admin",
    "/%ff",
    "/te\u2024\u2024/x",
    "/\uff0e\uff0e/admin",
  ])("%j", (path) => {
    expect(() => requestUrl(BASE, path)).toThrow(EgressError);
  });
});

test("whatever the path, the URL stays under the base, however often it is decoded, or it is refused", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "/",
      ".",
      "..",
      "//",
      "\\",
      "%2e",
      "%2F",
      "%5c",
      "%25",
      "%252e",
      ";",
      "?",
      "#",
      "@",
      ":",
      "\t",
      "\n",
    ),
    fc.constantFrom("teams", "https://evil.example", "evil.example", "~", "%40", "é", "\u2024"),
    fc.string({ maxLength: 4 }),
  );
  const path = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(
      fc.oneof(
        path,
        path.map((tail) => `/${tail}`),
      ),
      (candidate) => {
        const url = joined(candidate);
        if (url === null) return;
        expect(url.origin).toBe(BASE.origin);
        expect(url.username + url.password + url.hash).toBe("");
        let { pathname } = url;
        for (let round = 0; round < 3; round += 1) {
          const seenByServer = new URL(pathname.replace(/;[^/]*/g, ""), BASE.origin);
          expect(seenByServer.origin).toBe(BASE.origin);
          expect(seenByServer.pathname.startsWith(`${BASE.pathname}/`)).toBe(true);
          pathname = decodeURIComponent(pathname).replaceAll("%", "%25");
        }
      },
    ),
    { numRuns: 5_000 },
  );
});

function joined(path: string): URL | null {
  try {
    return requestUrl(BASE, path);
  } catch (error) {
    expect(error).toMatchObject({ code: "invalid" });
    return null;
  }
}

import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { v7 as uuidv7 } from "uuid";
import { expect, owner, test } from "../fixtures.ts";
import { client, OidcProvider } from "../oidc-provider.ts";
import { Tessera } from "../tessera.ts";
import { totp } from "../totp.ts";
import { pagesOfApp, routesOfApp } from "./app-routes.ts";
import { createCredential } from "./credentials.ts";
import { type Answer, cookieOf, exchange, type RawRequest } from "./exchange.ts";
import { addAccount, firstOrganization } from "./members.ts";
import { expectProblem } from "./problems.ts";

const PUBLIC_URL = "https://tessera.example.com";
/** What a proxy that ends TLS for this address sends on. */
const FROM_PROXY = {
  host: "tessera.example.com",
  "x-forwarded-host": "tessera.example.com",
  "x-forwarded-proto": "https",
  "x-forwarded-for": "198.51.100.7",
};

const CLOSED_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Of what is somebody else's: sent on by the proxy. */
const FOREIGN_POLICY = `${CLOSED_POLICY}; sandbox`;
const PAGE_POLICY =
  /^default-src 'none'; script-src 'self' 'nonce-([A-Za-z0-9+/]{22}==)' 'strict-dynamic'; style-src 'self' 'nonce-\1'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'(; upgrade-insecure-requests)?$/;

const standIns: Record<string, string> = {
  direction: "sources",
  connector: "people-ai",
  path: "nothing",
  all: "nothing",
};

/** An address of this page or route, which names nothing that there is. */
function addressOf(pattern: string): string {
  return pattern.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => standIns[name] ?? uuidv7());
}

interface Kind {
  readonly what: string;
  readonly request: RawRequest;
  /** A page has a policy with a nonce; everything else has the closed one. */
  readonly page?: boolean;
  /** The same for everybody, with nothing in it that is anybody's. */
  readonly publicFile?: boolean;
}

const get = (path: string, headers: Record<string, string> = {}): RawRequest => ({
  method: "GET",
  path,
  headers,
});

/** Every way in which Tessera answers: all pages and routes of the app, and what is answered around them. */
function kinds(cookie: string): Kind[] {
  const pages = pagesOfApp.flatMap((pattern): Kind[] => {
    const path = addressOf(pattern);
    const rsc = { rsc: "1" };
    return [
      { what: `page ${pattern}`, request: get(path, { cookie }), page: true },
      { what: `page ${pattern}, signed out`, request: get(path), page: true },
      { what: `data of page ${pattern}`, request: get(path, { cookie, ...rsc }), page: true },
      {
        what: `prefetched data of page ${pattern}`,
        request: get(path, { cookie, ...rsc, "next-router-prefetch": "1" }),
        page: true,
      },
      { what: `a slash after ${pattern}`, request: get(`${path}/`, { cookie }) },
    ];
  });
  const routes = routesOfApp.flatMap((pattern): Kind[] => {
    const path = addressOf(pattern);
    const foreign = { cookie, "sec-fetch-site": "cross-site" };
    return [
      { what: `GET ${pattern}`, request: get(path, { cookie }) },
      { what: `GET ${pattern}, signed out`, request: get(path) },
      { what: `HEAD ${pattern}`, request: { method: "HEAD", path, headers: { cookie } } },
      { what: `OPTIONS ${pattern}`, request: { method: "OPTIONS", path, headers: { cookie } } },
      { what: `POST ${pattern}, signed out`, request: { method: "POST", path } },
      { what: `POST ${pattern}, from elsewhere`, request: { method: "POST", path, headers: foreign } },
    ];
  });
  const others: Kind[] = [
    { what: "a page that there is not", request: get("/nothing", { cookie }), page: true },
    { what: "a file that there is not", request: get("/nothing.png", { cookie }), page: true },
    { what: "a script that there is not", request: get("/_next/static/nothing.js") },
    {
      what: "a picture to be made smaller",
      request: get("/_next/image?url=/icon.svg&w=64&q=75"),
      page: true,
    },
    { what: "the page of errors itself", request: get("/_global-error"), page: true },
    { what: "two slashes", request: get("//evil.example/") },
    { what: "two slashes within", request: get("/sources//new", { cookie }) },
    { what: "an address that cannot be decoded", request: get("/%FF", { cookie }) },
    {
      what: "a page's method that there is not",
      request: { method: "DELETE", path: "/sources" },
      page: true,
    },
    { what: "a page under another name", request: get("/sources", { cookie, host: "evil.example" }) },
    { what: "the API under another name", request: get("/api/v1/credentials", { host: "evil.example" }) },
    { what: "the icon", request: get("/icon.svg"), publicFile: true },
    { what: "a logo", request: get("/connectors/people-ai.svg"), publicFile: true },
  ];
  return [...pages, ...routes, ...others];
}

function expectHeaders(
  { what, request, page = false, publicFile = false }: Kind,
  answer: Answer,
  tls: boolean,
) {
  const headers = answer.headers();
  const message = `${what}: ${answer.status()}`;
  const isSecret = page && request.path.startsWith("/invitations/");
  expect.soft(headers, message).toMatchObject({
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": isSecret ? "no-referrer" : "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  const policy = headers["content-security-policy"] ?? "";
  if (page) expect.soft(policy, message).toMatch(PAGE_POLICY);
  else expect.soft(policy, message).toBe(request.path.includes("/proxy/") ? FOREIGN_POLICY : CLOSED_POLICY);
  expect.soft(policy.includes("upgrade-insecure-requests"), message).toBe(page && tls);
  const permissions = headers["permissions-policy"]?.split(", ") ?? [];
  for (const denied of ["camera=()", "geolocation=()", "microphone=()", "payment=()", "usb=()"]) {
    expect.soft(permissions, message).toContain(denied);
  }
  for (const used of ["clipboard-write", "publickey-credentials-create", "publickey-credentials-get"]) {
    expect.soft(permissions, message).toContain(`${used}=(self)`);
  }
  expect.soft(headers["strict-transport-security"], message).toBe(tls ? "max-age=63072000" : undefined);
  expect.soft(headers["x-powered-by"], message).toBeUndefined();
  expect.soft(headers["access-control-allow-origin"], message).toBeUndefined();
  const caching = headers["cache-control"] ?? "";
  if (publicFile) expect.soft(caching, message).toMatch(/^public, max-age=0/);
  else expect.soft(caching, message).toContain("no-store");
}

/** The scripts, styles and fonts of a page, as they are linked from it. */
async function filesOf(page: Answer): Promise<string[]> {
  return [...new Set((await page.text()).match(/\/_next\/static\/[^"'\\ )]+\.(?:js|css|woff2)/g))];
}

test.describe("Every answer", () => {
  test("says what a browser may do with it, and is kept by no cache", async ({ tessera, ownerState }) => {
    test.setTimeout(120_000);
    for (const kind of kinds(cookieOf(ownerState))) {
      expectHeaders(kind, await exchange(tessera.url, kind.request), false);
    }
  });

  test("is kept for ever if it is a file whose name changes with what is in it", async ({ tessera }) => {
    const files = await filesOf(await exchange(tessera.url, get("/sign-in")));
    expect(files.length).toBeGreaterThan(3);
    for (const path of files) {
      const answer = await exchange(tessera.url, get(path));
      expect(answer.status()).toBe(200);
      expect(answer.headers()).toMatchObject({
        "cache-control": "public, max-age=31536000, immutable",
        "content-security-policy": CLOSED_POLICY,
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
      });
    }
  });

  test("is a script or a style sheet in Brotli for who takes it, in gzip for others, and the same for all", async ({
    tessera,
  }) => {
    const files = await filesOf(await exchange(tessera.url, get("/sign-in")));
    const texts = files.filter((path) => /\.(?:js|css)$/.test(path));
    expect(texts.length).toBeGreaterThan(3);
    for (const path of texts) {
      const [plain, ...packed] = await Promise.all(
        ["identity", "gzip", "gzip, deflate, br, zstd"].map((accepted) =>
          fetch(`${tessera.url}${path}`, { headers: { "accept-encoding": accepted } }),
        ),
      );
      const text = await plain?.text();
      for (const [at, answer] of packed.entries()) {
        expect(answer.headers.get("content-type")).toBe(plain?.headers.get("content-type"));
        expect(answer.headers.get("vary")).toBe("Accept-Encoding");
        expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
        // What is too small to gain from it, gzip leaves as it is.
        if (at === 1) expect(answer.headers.get("content-encoding"), path).toBe("br");
        else expect([null, "gzip"]).toContain(answer.headers.get("content-encoding"));
        expect(await answer.text()).toBe(text);
      }
    }
  });

  test("of a script in Brotli is not sent again to who has it, and sent in part to who asks for a part", async ({
    tessera,
  }) => {
    const files = await filesOf(await exchange(tessera.url, get("/sign-in")));
    const script = files.find((path) => path.endsWith(".js")) ?? "";
    const ask = (headers: Record<string, string>, method = "GET") =>
      exchange(tessera.url, { method, path: script, headers: { "accept-encoding": "br", ...headers } });
    const first = await ask({});
    const { etag = "", "content-length": length } = first.headers();
    expect(etag).not.toBe((await exchange(tessera.url, get(script))).headers().etag);
    const known = await ask({ "if-none-match": etag });
    expect([known.status(), await known.text()]).toEqual([304, ""]);
    expect((await ask({ range: "bytes=0-99" })).headers()["content-range"]).toBe(`bytes 0-99/${length}`);
    expect((await ask({}, "HEAD")).headers()).toMatchObject({ "content-length": length, etag });
  });

  test("that is a page has a nonce of its own, which all of its scripts carry", async ({
    tessera,
    ownerState,
  }) => {
    const nonces = new Set<string>();
    const cookie = cookieOf(ownerState);
    const paths = ["/sources", "/sources", "/sources/new/people-ai?add", "/nothing", "/no.such"];
    const requests = [...paths.map((path) => get(path, { cookie })), get("/sign-in"), get("/sign-in")];
    for (const request of requests) {
      // A nonce that the visitor asks for is not taken.
      const asked = { ...request.headers, "content-security-policy": "script-src 'nonce-chosen'" };
      const answer = await exchange(tessera.url, { ...request, headers: asked });
      const [, nonce = ""] = PAGE_POLICY.exec(answer.headers()["content-security-policy"] ?? "") ?? [];
      nonces.add(nonce);
      const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script, request.path).toContain(` nonce="${nonce}"`);
      expect(await answer.text()).not.toMatch(/<[a-z][^>]*\s(?:style|on[a-z]+)="/);
    }
    expect(nonces.size).toBe(requests.length);
  });
});

test.describe("A Host header that is not ours", () => {
  const forged = [
    "evil.example",
    "evil.example:3000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil.example@127.0.0.1",
    "192.168.1.5",
    "localhost:99999",
    "127.0.0.1:65536",
  ];

  const refusal = /^Tessera does not answer under this name\..*TESSERA_URL.*\n$/;

  test("is refused by every page and every route, whoever is signed in, as from our own page", async ({
    tessera,
    ownerState,
  }) => {
    const host = "evil.example:3000";
    const headers = {
      host,
      origin: `http://${host}`,
      "sec-fetch-site": "same-origin",
      "content-type": "application/json",
      cookie: cookieOf(ownerState),
    };
    for (const pattern of pagesOfApp) {
      const answer = await exchange(tessera.url, get(addressOf(pattern), headers));
      expect(answer.status(), pattern).toBe(421);
      expect(await answer.text()).toMatch(refusal);
    }
    for (const pattern of routesOfApp.filter((route) => !route.startsWith("/api/health/"))) {
      for (const method of ["GET", "POST", "DELETE"]) {
        const request = { method, path: addressOf(pattern), headers };
        await expectProblem(await exchange(tessera.url, request), 421, "unknown_host");
      }
    }
  });

  for (const host of forged) {
    test(`is refused when it is “${host}”`, async ({ tessera, ownerState }) => {
      const headers = { host, cookie: cookieOf(ownerState) };
      const page = await exchange(tessera.url, get("/sources", headers));
      expect([page.status(), await page.text()]).toEqual([421, expect.stringMatching(refusal)]);
      for (const path of ["/api/v1/sources", "/api/v1/sources?query='x'", "/api/auth/callback/oidc?code=x"]) {
        const answer = await exchange(tessera.url, get(path, headers));
        await expectProblem(answer, 421, "unknown_host");
      }
      expect(tessera.log()).not.toMatch(/99999|65536/);
    });
  }

  test("is refused where it comes first of two, and where it comes second it is named by nothing", async ({
    tessera,
    ownerState,
  }) => {
    const { hostname, port, host } = new URL(tessera.url);
    for (const hosts of [
      ["evil.example", host],
      [host, "evil.example"],
    ]) {
      const lines = hosts.map((name) => `host: ${name}\r\n`).join("");
      for (const path of ["/api/v1/sources", "/sources", "/api/auth/callback/oidc"]) {
        const socket = connect(Number(port), hostname);
        socket.write(
          `GET ${path} HTTP/1.1\r\n${lines}connection: close\r\ncookie: ${cookieOf(ownerState)}\r\n\r\n`,
        );
        const answer = await text(socket);
        expect(answer, `${path} of ${hosts}`).not.toContain("evil.example");
        if (hosts[1] === host) expect(answer, path).toMatch(/^HTTP\/1\.1 421 /);
      }
    }
  });

  test("gets nothing, and breaks nothing, by a whole address in the first line", async ({
    tessera,
    ownerState,
    api,
  }) => {
    const { name } = await createCredential(api);
    const headers = { cookie: cookieOf(ownerState) };
    for (const origin of ["http://evil.example", "http://evil.example:99999", "https://127.0.0.1", "evil:"]) {
      for (const path of ["/api/v1/credentials", "/api/v1/credentials?query='x'", "/credentials"]) {
        const answer = await exchange(tessera.url, get(origin + path, headers));
        expect(answer.status(), origin + path).toBeGreaterThanOrEqual(300);
        expect(answer.status(), origin + path).toBeLessThan(500);
        expect(answer.raw).not.toContain(name);
      }
    }
  });

  for (const [what, headers] of [
    ["X-Forwarded-Host", { "x-forwarded-host": "evil.example" }],
    ["X-Forwarded-Host with a port", { "x-forwarded-host": "evil.example:8443", "x-forwarded-port": "8443" }],
    ["X-Forwarded-Proto", { "x-forwarded-proto": "https" }],
    ["Forwarded", { forwarded: "host=evil.example;proto=https" }],
    ["X-Original-URL", { "x-original-url": "/evil.example", "x-rewrite-url": "/evil.example" }],
    ["Next's own headers", { "x-middleware-rewrite": "//evil.example/", "x-invoke-path": "//evil.example" }],
  ] as [string, Record<string, string>][]) {
    test(`is not made up for by ${what}: nothing that is answered names it`, async ({
      tessera,
      ownerState,
    }) => {
      const cookie = cookieOf(ownerState);
      const requests = [
        ...["/", "/sources", "/sources/", "//sources", "/sign-in", "/welcome", "/nothing"].flatMap((path) => [
          get(path, headers),
          get(path, { ...headers, cookie }),
        ]),
        get("/api/v1/sources", { ...headers, cookie }),
        {
          method: "POST",
          path: "/api/auth/sign-in/email",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify({ email: owner.email, password: "not the password at all" }),
        },
      ];
      for (const request of requests) {
        const answer = await exchange(tessera.url, request);
        expect(answer.status(), request.path).toBeLessThan(500);
        expect(answer.raw, request.path).not.toContain("evil.example");
        const { location = "/" } = answer.headers();
        expect(location, request.path).toMatch(/^\/(?!\/)/);
      }
      const origin = "http://evil.example";
      const write = await exchange(tessera.url, {
        method: "POST",
        path: "/api/v1/credentials",
        headers: { ...headers, cookie, origin, "content-type": "application/json" },
        body: "{}",
      });
      await expectProblem(write, 403, "cross_site");
    });
  }

  test("is one that this machine has: its loopback names are all the same", async ({ tessera }) => {
    const { port } = new URL(tessera.url);
    for (const name of ["127.0.0.1", "localhost", "LocalHost", "desk.localhost", "[::1]"]) {
      const answer = await exchange(tessera.url, get("/sign-in", { host: `${name}:${port}` }));
      expect(answer.status(), name).toBe(200);
    }
  });

  test("does not keep a program from asking whether Tessera lives", async ({ tessera }) => {
    const answer = await exchange(tessera.url, get("/api/health/live", { host: "10.1.2.3:3000" }));
    expect(answer.status()).toBe(200);
  });
});

test.describe("Behind a proxy that ends TLS", () => {
  let provider: OidcProvider;
  let tessera: Tessera;
  let cookie: string;
  let setCookies: string[];

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    exchange(tessera.url, {
      method: "POST",
      path,
      headers: { ...FROM_PROXY, origin: PUBLIC_URL, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    provider = await OidcProvider.start();
    tessera = await Tessera.start({
      TESSERA_URL: PUBLIC_URL,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_NAME: "Example Login",
    });
    const created = await post("/api/v1/owner", owner);
    expect(created.status(), await created.text()).toBe(201);
    setCookies = created.headers()["set-cookie"]?.split("\n") ?? [];
    cookie = setCookies.map((line) => line.split(";")[0]).join("; ");
  });

  test.afterAll(async () => {
    await tessera?.dispose();
    await provider?.stop();
  });

  test("cookies are of this host alone, and of TLS alone, whatever one signs in with", async () => {
    const { email } = await addAccount(tessera, await firstOrganization(tessera), "member");
    const { password } = owner;
    const auth = (path: string) => `/api/auth/${path}`;
    const cookiesOf = (answer: Answer) => answer.headers()["set-cookie"]?.split("\n") ?? [];
    const signedIn = await post(auth("sign-in/email"), { email, password });
    const session = { cookie: cookiesOf(signedIn)[0] ?? "" };
    const enabled = JSON.parse(await (await post(auth("two-factor/enable"), { password }, session)).text());
    const code = totp(new URL(enabled.totpURI).searchParams.get("secret") ?? "");
    const turnedOn = await post(auth("two-factor/verify-totp"), { code }, session);
    const askedForCode = await post(auth("sign-in/email"), { email, password });
    expect(await askedForCode.text()).toBe('{"twoFactorRedirect":true}');
    const passkey = await exchange(
      tessera.url,
      get(auth("passkey/generate-authenticate-options"), { ...FROM_PROXY, origin: PUBLIC_URL }),
    );
    const toProvider = await post(auth("sign-in/social"), { provider: "oidc", callbackURL: "/sources" });
    const signedOut = await post(auth("sign-out"), {}, { cookie: cookiesOf(turnedOn)[0] ?? "" });
    const answers = [signedIn, turnedOn, askedForCode, passkey, toProvider, signedOut];
    for (const answer of answers) expect(cookiesOf(answer), await answer.text()).not.toEqual([]);
    for (const line of [...setCookies, ...answers.flatMap(cookiesOf)]) {
      const [pair, ...attributes] = line.split("; ");
      expect(pair).toMatch(/^__Host-better-auth[\w.-]+=/);
      const names = attributes.map((attribute) => attribute.toLowerCase());
      expect(names).toEqual(expect.arrayContaining(["secure", "httponly", "samesite=lax", "path=/"]));
      expect(line).not.toMatch(/domain/i);
    }
  });

  test("the cookie is taken under its whole name only", async () => {
    const read = (value: string) =>
      exchange(tessera.url, get("/api/v1/sources", { ...FROM_PROXY, cookie: value }));
    expect((await read(cookie)).status()).toBe(200);
    for (const prefix of ["", "__Secure-", "__host-"]) {
      const renamed = cookie.replace("__Host-", prefix);
      await expectProblem(await read(renamed), 401, "signed_out");
    }
  });

  test("every answer says so, also where the proxy is silent about the protocol", async () => {
    test.setTimeout(120_000);
    const { "x-forwarded-proto": _, ...silent } = FROM_PROXY;
    for (const kind of kinds(cookie)) {
      const headers = { ...silent, ...kind.request.headers };
      expectHeaders(kind, await exchange(tessera.url, { ...kind.request, headers }), true);
    }
    const [file = ""] = await filesOf(await exchange(tessera.url, get("/sign-in", FROM_PROXY)));
    const answer = await exchange(tessera.url, get(file, FROM_PROXY));
    expect(answer.headers()["strict-transport-security"]).toBe("max-age=63072000");
  });

  test("only the public origin is our own", async () => {
    const origins = [
      "http://tessera.example.com",
      "https://tessera.example.com:8443",
      "https://example.com",
      "https://evil.tessera.example.com",
      tessera.url,
      "null",
    ];
    for (const origin of origins) {
      await expectProblem(await post("/api/v1/credentials", {}, { cookie, origin }), 403, "cross_site");
    }
    await expectProblem(await post("/api/v1/credentials", {}, { cookie }), 422, "invalid");
  });

  test("no other name is answered, save those of this machine", async () => {
    for (const host of ["evil.example", "example.com", "sub.tessera.example.com"]) {
      expect((await exchange(tessera.url, get("/sign-in", { ...FROM_PROXY, host }))).status()).toBe(421);
    }
    for (const host of ["tessera.example.com:443", "TESSERA.example.com", "127.0.0.1:3000"]) {
      const request = get("/sources", { ...FROM_PROXY, host });
      const answer = await exchange(tessera.url, request);
      expect([answer.status(), answer.headers().location]).toEqual([307, "/sign-in?next=%2Fsources"]);
    }
  });

  test("the theme is remembered by a cookie of this host alone", async () => {
    for (const [jar, theme] of [
      ["__Host-theme=dark", "dark"],
      ["theme=light; __Host-theme=dark", "dark"],
    ]) {
      const answer = await exchange(tessera.url, get("/sign-in", { ...FROM_PROXY, cookie: jar ?? "" }));
      expect(await answer.text()).toContain(`data-theme="${theme}"`);
    }
  });
});

test("An answer of the API comes from its handler without Next, and the same by way of Next where its address is encoded", async ({
  api,
  tessera,
  ownerState,
}) => {
  const { id } = await createCredential(api);
  const encoded = `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`;
  const headers = { cookie: cookieOf(ownerState) };
  const straight = await exchange(tessera.url, get(`/api/v1/credentials/${id}`, headers));
  const byNext = await exchange(tessera.url, get(`/api/v1/credentials/${encoded}`, headers));
  for (const answer of [straight, byNext]) expect(answer.status()).toBe(200);
  expect(JSON.parse(await straight.text())).toEqual(JSON.parse(await byNext.text()));
  expect(straight.headers().vary).toBeUndefined();
  expect(byNext.headers().vary).toContain("rsc");
});

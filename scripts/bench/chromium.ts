import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { findChromium } from "../verify/find-chromium.ts";
import type { CleanUp } from "./clean-up.ts";
import type { Desk } from "./desk.ts";

/** The Chromium that `npm run verify` uses too. */
export async function openBrowser(cleanUp: CleanUp, say: (what: string) => void): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: findChromium(say),
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  cleanUp.defer(() => browser.close());
  return browser;
}

/** A browser window that has never been here, with nothing in its cache, but signed in. */
export async function openContext(browser: Browser, { tessera, cookie }: Desk): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: tessera.url, viewport: { width: 1440, height: 900 } });
  const equals = cookie.indexOf("=");
  await context.addCookies([
    { name: cookie.slice(0, equals), value: cookie.slice(equals + 1), url: tessera.url, httpOnly: true },
  ]);
  return context;
}

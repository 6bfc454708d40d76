import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { Failure } from "../up/failure.ts";
import { projectRoot } from "../up/project.ts";
import { installPackage } from "./apt-get.ts";

/** The headless shell first: it draws no window of its own, which takes half of the others' time. */
const commands = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const macOs = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The path of a Chromium that starts: one that is there; else Playwright's, downloaded; else the system's package.
 * `say` hears what is being tried when it takes a while.
 */
export function findChromium(say: (what: string) => void): string {
  const asked = process.env.CHROMIUM;
  if (asked) {
    if (starts(asked)) return asked;
    throw new Failure(`CHROMIUM=${asked} is not a Chromium that starts here: correct it, or unset it.`);
  }
  return (
    installed() ??
    downloaded(say) ??
    packaged(say) ??
    fail("There is no Chromium here, and neither Playwright's download nor apt-get brought one")
  );
}

function fail(what: string): never {
  throw new Failure(`${what}: install chromium, or name one in CHROMIUM=/path/to/chromium.`);
}

function installed(): string | null {
  const onPath = commands.flatMap((command) =>
    (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, command)),
  );
  return [...onPath, ...macOs, chromium.executablePath()].find(starts) ?? null;
}

function downloaded(say: (what: string) => void): string | null {
  say("Downloading Chromium");
  const cli = path.join(projectRoot, "node_modules/@playwright/test/cli.js");
  const download = spawnSync(process.execPath, [cli, "install", "chromium"], {
    stdio: "ignore",
    timeout: 600_000,
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "" },
  });
  return download.status === 0 ? installed() : null;
}

function packaged(say: (what: string) => void): string | null {
  say("Installing Chromium with apt-get");
  return installPackage("chromium-headless-shell", "chromium") ? installed() : null;
}

/** A stub that only asks for a snap, or a browser whose libraries are missing, is none. */
function starts(file: string): boolean {
  if (!existsSync(file)) return false;
  return spawnSync(file, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

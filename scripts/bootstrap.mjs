// node scripts/bootstrap.mjs <script.ts> [arguments]
//
// What stands between a fresh clone and a script of ours: installs the dependencies when they are not those of
// package-lock.json, then runs the script with the Node that came with them. Plain JavaScript without
// dependencies, since there are none yet, and for whatever Node the machine has.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [script, ...args] = process.argv.slice(2);

if (!script) fail("Say which script to run: node scripts/bootstrap.mjs scripts/up.ts");
if (!isAtLeast(process.versions.node, 20, 19)) {
  fail(
    `Tessera needs Node 20.19 or newer, and this is ${process.version}: install a newer one from nodejs.org.`,
  );
}
process.chdir(root);
if (!isInstalled()) await install();
run(findNode(), [script, ...args]);

/** Whether node_modules holds what package-lock.json says, by npm's own record of what it installed last. */
function isInstalled() {
  const wanted = readPackages("package-lock.json");
  const found = readPackages("node_modules/.package-lock.json");
  if (!wanted || !found) return false;
  const isRight = ([name, { version }]) => found[name]?.version === version;
  const isLeftOut = ([name, { optional }]) => optional && !found[name];
  return (
    Object.entries(wanted).every((entry) => entry[0] === "" || isRight(entry) || isLeftOut(entry)) &&
    Object.keys(found).every((name) => name in wanted)
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}

async function install() {
  const release = await takeTurn();
  try {
    if (isInstalled()) return; // Another one did it while this one waited.
    const started = Date.now();
    const say = progressLine("Installing dependencies");
    const { code, output } = await npm([
      "ci",
      "--include=dev", // Whatever NODE_ENV says: building and verifying need them.
      "--include=optional",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      "--fetch-retry-maxtimeout=10000",
    ]);
    if (code === 0) {
      say(`✓ Dependencies installed  ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
      return;
    }
    say("");
    // Without the pages of usage that npm adds to some of its errors.
    process.stderr.write(`${output.replace(/npm error (Clean install|Usage:).*/s, "").trimEnd()}\n`);
    release();
    fail(`The dependencies could not be installed: ${reasonIn(output)}`);
  } finally {
    release();
  }
}

function reasonIn(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(output)) {
    return "npm cannot reach its registry from here, so connect to a network (or set npm's proxy) and run this again.";
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `npm may not write to ${root}, so make yourself its owner, or clone Tessera into a folder of your own.`;
  }
  if (/ENOSPC/.test(output)) return "the disk is full, so make room and run this again.";
  if (/in sync/.test(output))
    return "package.json and package-lock.json say different things, so run npm install.";
  return "npm says why above.";
}

/** npm itself, with the same Node that runs this; its output is kept for the case that it fails. */
function npm(npmArgs) {
  const cli = process.env.npm_execpath;
  const isNpm = cli !== undefined && path.basename(cli) === "npm-cli.js";
  const env = {
    ...process.env,
    // An npm that runs every install script lets Prisma download an engine that is never used: it has this one.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_SKIP_POSTINSTALL_GENERATE: "true",
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
  };
  const options = { env, stdio: ["ignore", "pipe", "pipe"] };
  const child = isNpm
    ? spawn(process.execPath, [cli, ...npmArgs], options)
    : spawn("npm", npmArgs, { ...options, shell: process.platform === "win32" });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.once("error", (error) =>
      resolve({ code: 1, output: `npm could not be started: ${error.message}\n` }),
    );
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** One installation at a time: `npm ci` begins by deleting node_modules. */
async function takeTurn() {
  const file = path.join(root, ".installing");
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      const release = () => rmSync(file, { force: true });
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
        process.once(signal, () => {
          release();
          process.exit(1);
        });
      }
      return release;
    } catch (error) {
      if (error.code !== "EEXIST") return () => {}; // A folder that cannot be written: npm will say so.
    }
    const holder = Number(existsSync(file) && readFileSync(file, "utf8"));
    if (holder && !isAlive(holder)) rmSync(file, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** The Node that package.json pins, where there is one for this platform; else this one, if it runs TypeScript. */
function findNode() {
  const own = path.join(root, "node_modules", ".bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(own) && spawnSync(own, ["--version"]).status === 0) return own;
  if (isAtLeast(process.versions.node, 22, 18)) return process.execPath;
  return fail(
    `There is no Node in node_modules for ${process.platform}-${process.arch}, and this one (${process.version}) does not run TypeScript: install Node 22.18 or newer.`,
  );
}

/** Runs the script to its end. The channel tells it when this process is gone, however that happens. */
function run(node, nodeArgs) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.removeAllListeners(signal);
    // Ctrl-C reaches the script by itself too; it takes several at once for one.
    process.on(signal, () => child.kill(signal));
  }
  const child = spawn(node, nodeArgs, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  child.once("error", (error) => fail(`${node} could not be started: ${error.message}`));
  child.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  stopWithNpm(child);
}

/** An npm that was killed outright cannot pass that on. */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const npmPid = process.ppid;
  setInterval(() => {
    if (process.ppid !== npmPid) child.kill("SIGTERM");
  }, 1_000).unref();
}

/** Says what takes so long; on a terminal with the seconds, and replaced by what is said last. */
function progressLine(text) {
  if (!process.stdout.isTTY) {
    process.stdout.write(`${text} …\n`);
    return (last) => process.stdout.write(last);
  }
  const started = Date.now();
  const show = () => process.stdout.write(`\r${text} … ${Math.floor((Date.now() - started) / 1000)} s`);
  show();
  const timer = setInterval(show, 1_000);
  return (last) => {
    clearInterval(timer);
    process.stdout.write(`\r\x1b[K${last}`);
  };
}

function isAtLeast(version, major, minor) {
  const [hasMajor, hasMinor] = version.split(".").map(Number);
  return hasMajor > major || (hasMajor === major && hasMinor >= minor);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

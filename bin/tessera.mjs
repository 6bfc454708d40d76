#!/usr/bin/env node
// What `npx tessera` starts. Plain JavaScript for whatever Node the machine has: one that does not run TypeScript
// hands over to the one that came with the dependencies.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = new URL("main.ts", import.meta.url);
const dependencies = new URL("../node_modules/", import.meta.url);
const own = fileURLToPath(
  new URL(process.platform === "win32" ? ".bin/node.exe" : ".bin/node", dependencies),
);
const [major, minor] = process.versions.node.split(".").map(Number);

if (!existsSync(new URL("commander/package.json", dependencies))) {
  fail("Tessera is not installed yet: run npm run up in its folder once.");
} else if (major > 22 || (major === 22 && minor >= 18)) {
  await import(main.href);
} else if (existsSync(own)) {
  const child = spawn(own, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: "inherit" });
  process.on("SIGINT", () => {}); // A terminal sends Ctrl-C to both, and the child says how it ends.
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", () => fail(`${own} could not be started: run npm ci, or install Node 22.18 or newer.`));
  child.once("exit", (code) => process.exit(code ?? 1));
} else {
  fail(`This Node (${process.version}) does not run TypeScript: install Node 22.18 or newer.`);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

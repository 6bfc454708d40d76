import { defineConfig } from "@playwright/test";

// A Chromium that `npm run verify` found; Playwright's own where it is installed.
const executablePath = process.env.CHROMIUM;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/made-database.ts",
  outputDir: "test-results",
  // More than there are processor cores on a small machine: many a test waits for a process or for a time to pass.
  workers: 3,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    // A trace records every frame: on two cores that takes longer than the tests.
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  // In this order, so that the last files are short ones, and no worker waits long for the other in the end. What
  // survives waits the most, and starts the most: one worker does it beside two in browsers.
  projects: [
    { name: "survival", testDir: "e2e/survival", timeout: 180_000, workers: 1 },
    { name: "browser", testDir: "e2e/browser", workers: 2 },
    { name: "http", testDir: "e2e/http", workers: 2 },
  ],
});

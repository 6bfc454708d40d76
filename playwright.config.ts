import { defineConfig } from "@playwright/test";

// A Chromium that `npm run verify` found; Playwright's own where it is installed.
const executablePath = process.env.CHROMIUM;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/made-database.ts",
  outputDir: "test-results",
  workers: 2,
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
  // In this order, so that the last files are short ones, and no worker waits long for the other in the end. What is
  // killed and started waits the most: one worker does that, beside another whose browser needs the processor.
  projects: [
    { name: "survival", testDir: "e2e/survival", timeout: 180_000, workers: 1 },
    { name: "browser", testDir: "e2e/browser" },
    { name: "http", testDir: "e2e/http" },
  ],
});

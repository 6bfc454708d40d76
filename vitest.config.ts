import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    // Property tests take their time on a machine that does something else as well.
    testTimeout: 30_000,
    // A process for each file takes longer than the tests: files share them, and put back what they change.
    isolate: false,
    include: [
      "lib/**/*.test.ts",
      "components/**/*.test.ts",
      "scripts/**/*.test.ts",
      "bin/**/*.test.ts",
      "e2e/people-ai-emulator/**/*.test.ts",
    ],
    passWithNoTests: false,
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts", "scripts/**/*.test.ts", "e2e/people-ai-emulator/**/*.test.ts"],
    passWithNoTests: false,
  },
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apiTypesFile, makeApiTypes } from "./api-types.ts";

test("the client's types are what the document of the API gives: else run `npm run client`", async () => {
  const isSame = readFileSync(apiTypesFile, "utf8") === (await makeApiTypes());
  expect(isSame).toBe(true);
});

import { expect, test } from "vitest";
import { curlLine } from "./curl-line.ts";

test("the example asks for what the token may see, and does not hold the token", () => {
  const origin = "https://tessera.example";
  expect(curlLine(origin, ["credentials:read", "integrations:read"])).toBe(
    'curl -H "Authorization: Bearer $TESSERA_TOKEN" \\\nhttps://tessera.example/api/v1/credentials',
  );
  expect(curlLine(origin, ["integrations:read"])).toMatch(/\/api\/v1\/sources$/);
  expect(curlLine(origin, ["credentials:use"])).toMatch(/\/api\/v1\/connectors$/);
});

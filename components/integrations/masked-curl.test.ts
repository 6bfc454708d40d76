import { expect, test } from "vitest";
import { maskedCurl } from "./masked-curl.ts";

test("the command has the address as it was sent, and dots in the place of the key", () => {
  const url = "https://api.people.ai/v0/public/activities?last-n-days=7&limit=10";
  expect(maskedCurl({ method: "GET", url, header: "X-API-Key" })).toBe(
    `curl -H 'X-API-Key: ••••' \\\n  '${url}'`,
  );
});

import { expect, test } from "vitest";
import type { ConnectorEndpoint } from "@/lib/connectors/define-connector.ts";
import { endpointPath } from "@/lib/connectors/endpoint-settings.ts";
import { peopleAi } from "@/lib/connectors/people-ai.ts";
import { maskedCurl } from "./masked-curl.ts";

test("the command has the address as it was sent, and dots in the place of the key", () => {
  const url = "https://api.people.ai/v0/public/activities?last-n-days=7&limit=10";
  expect(maskedCurl({ method: "GET", url, header: "X-API-Key" })).toBe(
    `curl -H 'X-API-Key: ••••' \\\n  '${url}'`,
  );
});

test("what is set of an endpoint cannot end the quotes that its address stands in", () => {
  const endpoint: ConnectorEndpoint = {
    ...peopleAi.endpoints[0],
    parameters: [{ name: "zone", label: "", description: "", type: "text", pattern: ".*", says: "" }],
  };
  const url = `https://api.people.ai/v0/public${endpointPath(endpoint, { zone: "Etc/GMT+1' $(id) `id`\\" }, 10)}`;
  expect(maskedCurl({ method: "GET", url, header: "X-API-Key" })).toBe(
    "curl -H 'X-API-Key: ••••' \\\n  'https://api.people.ai/v0/public/accounts?zone=Etc%2FGMT%2B1%27+%24%28id%29+%60id%60%5C&limit=10'",
  );
});

import { randomBytes } from "node:crypto";

const companies = [
  "Acme",
  "Globex",
  "Initech",
  "Umbrella",
  "Hooli",
  "Stark",
  "Wayne",
  "Wonka",
  "Tyrell",
  "Cyberdyne",
];
const purposes = [
  "Revenue team",
  "Renewal forecasts",
  "Nightly export",
  "Pipeline review",
  "Finance dashboard",
];

/** Bodies of `POST /api/v1/credentials`: each with a name and a key of its own, as long as people's are. */
export function newCredentialBodies(): () => string {
  let count = 0;
  return () => {
    count += 1;
    const company = companies[count % companies.length];
    const purpose = purposes[count % purposes.length];
    return JSON.stringify({
      connector: "people-ai",
      environment: "production",
      name: `${company} ${purpose} ${count}`,
      description: `What ${company} reads every morning. Ask Ada before changing it.`,
      apiKey: `pk_bench_${randomBytes(24).toString("base64url")}`,
    });
  };
}

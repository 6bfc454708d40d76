import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import { createCredential, createSource, newDestination, newSource, unique } from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { expectInvalid, expectProblem } from "./problems.ts";

const settings = { "last-n-days": 30, "internal-external": "external", "account-id": "001A" };

test("A source keeps what its endpoint is set to, answers it, tells of it, and a retry is the same source", async ({
  api,
  tessera,
}) => {
  const { id: credentialId } = await createCredential(api);
  const data = newSource(credentialId, { id: uuidv7(), endpoint: "activities", settings });
  const first = await api.post("/api/v1/sources", { data });
  expect(first.status(), await first.text()).toBe(201);
  const source = await first.json();
  expect(source.settings).toEqual(settings);
  expect(await (await api.post("/api/v1/sources", { data })).json()).toEqual(source);
  const other = { ...data, settings: { ...settings, "last-n-days": 31 } };
  await expectProblem(await api.post("/api/v1/sources", { data: other }), 409, "id_taken");

  const headers = { "if-match": "*" };
  const edited = await api.patch(`/api/v1/sources/${source.id}`, { headers, data: { name: "Edited" } });
  expect((await edited.json()).settings).toEqual(settings);
  const { data: listed } = await (await api.get("/api/v1/sources")).json();
  expect(listed.find(({ id }: { id: string }) => id === source.id).settings).toEqual(settings);

  const [event] = await tessera.sql<{ after: { settings: string[] } }>(
    `SELECT after FROM "AuditEvent" WHERE "subjectId" = $1 AND action = 'source.created'`,
    [source.id],
  );
  const told = ["account-id=001A", "internal-external=external", "last-n-days=30"];
  expect(event?.after.settings.toSorted()).toEqual(told);
});

const wrong: [string, object, string][] = [
  ["a day that there is not", { from: "2026-02-30" }, "settings.from"],
  ["an end before its beginning", { from: "2026-02-01", to: "2026-01-31" }, "settings.to"],
  ["days and dates at once", { from: "2026-02-01", "last-n-days": 7 }, "settings.last-n-days"],
  ["a number as a text", { "last-n-days": "7" }, "settings.last-n-days"],
  ["a choice that there is not", { "internal-external": "both" }, "settings.internal-external"],
  ["another parameter in its value", { "account-id": "1&limit=100000" }, "settings.account-id"],
  ["a line end", { "time-zone": "UTC\r\nX-Evil: 1" }, "settings.time-zone"],
  ["what Tessera sets itself", { limit: 5 }, "settings"],
  ["a name that nobody knows", { "a-name": "x" }, "settings"],
  ["a list", { from: ["2026-01-01"] }, "settings.from"],
];
for (const [what, set, field] of wrong) {
  test(`Settings with ${what} are refused when creating and when looking, and never sent`, async ({
    api,
    tessera,
  }) => {
    const apiKey = `demo-valid-${unique()}`;
    const { id } = await createCredential(api, { apiKey });
    const count = () => tessera.sql(`SELECT count(*)::int FROM "Integration"`);
    const before = await count();
    const data = newSource(id, { endpoint: "activities", settings: set });
    await expectInvalid(await api.post("/api/v1/sources", { data }), field);
    const preview = { data: { endpoint: "activities", settings: set } };
    await expectInvalid(await api.post(`/api/v1/credentials/${id}/preview`, preview), field);
    expect(await count()).toEqual(before);
    expect(await receivedWith(tessera, apiKey)).toEqual([]);
  });
}

test("Settings that the endpoint does not have are refused, by name where another one has them", async ({
  api,
}) => {
  const { id } = await createCredential(api);
  const secret = `demo-valid-${unique()}`;
  for (const [endpoint, set, field] of [
    ["teams", { from: "2026-01-01" }, "settings.from"],
    ["accounts", { "account-id": "1" }, "settings.account-id"],
    ["activities", { [secret]: "1" }, "settings"],
  ] as const) {
    const response = await api.post("/api/v1/sources", { data: newSource(id, { endpoint, settings: set }) });
    await expectInvalid(response, field);
    expect(await response.text()).not.toContain(secret);
  }
  const destination = newDestination(id, { settings: { "include-deleted": "true" } });
  await expectInvalid(
    await api.post("/api/v1/destinations", { data: destination }),
    "settings.include-deleted",
  );
  for (const set of [[], "from=2026-01-01", 7, null]) {
    const data = newSource(id, { settings: set });
    await expectInvalid(await api.post("/api/v1/sources", { data }), "settings");
  }
});

test("A preview sends exactly what is set, and says exactly what it sent, without the key", async ({
  api,
  tessera,
}) => {
  const apiKey = `demo-valid-${unique()}`;
  const { id } = await createCredential(api, { apiKey });
  const data = { endpoint: "activities", settings: { ...settings, "time-zone": "Etc/GMT+1" } };
  const response = await api.post(`/api/v1/credentials/${id}/preview`, { data });
  expect(response.status(), await response.text()).toBe(200);
  const query = "last-n-days=30&time-zone=Etc%2FGMT%2B1&internal-external=external&account-id=001A&limit=10";
  const { request } = await response.json();
  expect(request).toEqual({
    method: "GET",
    url: `${tessera.emulatorUrl}/v0/public/activities?${query}`,
    header: "X-API-Key",
  });
  expect(await response.text()).not.toContain(apiKey);
  const received = await receivedWith(tessera, apiKey);
  expect(received).toHaveLength(1);
  expect(JSON.stringify(received)).toContain(query);
});

test("Every parameter of every endpoint is in the registry, with what it takes", async ({ api }) => {
  const { data } = await (await api.get("/api/v1/connectors")).json();
  const endpoints: { id: string; parameters: { name: string; type: string }[] }[] = data[0].endpoints;
  const namesOf = (id: string) =>
    endpoints.find((endpoint) => endpoint.id === id)?.parameters.map(({ name }) => name);
  const period = ["from", "to", "last-n-days", "time-zone"];
  const filters = ["internal-external", "include-deleted", "account-id", "opportunity-id"];
  const each: [string[], string[]][] = [
    [["accounts", "opportunities", "contacts", "leads"], ["include-deleted"]],
    [["teams", "team-members", "email-activities"], []],
    [
      ["activities", "emails", "calls", "meetings", "participants"],
      [...period, "ingested-from", "ingested-to", ...filters],
    ],
    [["account-engagement", "opportunity-engagement", "contact-engagement", "lead-engagement"], period],
  ];
  for (const [ids, names] of each) for (const id of ids) expect(namesOf(id), id).toEqual(names);
  expect(endpoints.map((endpoint) => endpoint.id).sort()).toEqual(each.flatMap(([ids]) => ids).sort());
  const { id } = await createCredential(api);
  const source = await createSource(api, id, { endpoint: "activities", settings: { from: "2026-01-01" } });
  expect(source.settings).toEqual({ from: "2026-01-01" });
});

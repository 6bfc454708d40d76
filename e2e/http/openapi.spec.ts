import { type APIRequestContext, type APIResponse, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { createCredential, createDestination, createSource } from "./credentials.ts";
import { type Documented, OpenApiChecker } from "./documented.ts";
import { addHouse, addInvitation, addMember, addOrganization, invite, type Member } from "./members.ts";
import { createToken } from "./tokens.ts";
import { setWebhook } from "./webhooks.ts";

type Body = Record<string, unknown>;
/** What stands for the ids of the document's examples. */
interface Ready {
  id?: string;
  body?: Body;
  headers?: Record<string, string>;
}
type Prepare = (api: APIRequestContext, house: Member, tessera: Tessera) => Promise<Ready>;

const credential: Prepare = async (api) => ({ id: (await createCredential(api)).id });
const deleted: Prepare = async (api) => {
  const { id } = await createCredential(api);
  expect((await api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
  return { id };
};
const member: Prepare = async (_api, { organizationId }, tessera) => {
  const { userId, api } = await addMember(tessera, organizationId, "member");
  await api.dispose();
  return { id: userId };
};
const webhook: Prepare = async (api) => {
  expect((await setWebhook(api)).status()).toBe(200);
  return {};
};
const organization: Prepare = async (_api, { organizationId }) => ({ id: organizationId });

const source: Prepare = async (api) => ({
  id: (await createSource(api, (await createCredential(api)).id)).id,
});
const destination: Prepare = async (api) => ({
  id: (await createDestination(api, (await createCredential(api)).id)).id,
});

/** What has to be there before the documented request can be sent. */
const prepare: Record<string, Prepare> = {
  getCredential: credential,
  editCredential: credential,
  deleteCredential: credential,
  replaceKey: credential,
  testCredential: credential,
  previewRows: credential,
  duplicateCredential: credential,
  listVerdicts: credential,
  getThroughCredential: credential,
  postThroughCredential: credential,
  putThroughCredential: credential,
  patchThroughCredential: credential,
  deleteThroughCredential: credential,
  getReceipts: credential,
  restoreCredential: deleted,
  destroyDeletedCredential: deleted,
  undoKeyReplacement: async (api) => {
    const { id } = await createCredential(api);
    const data = { apiKey: "demo-valid-the-next-one" };
    const replaced = await api.put(`/api/v1/credentials/${id}/key`, { data });
    expect(replaced.status()).toBe(200);
    return { id, headers: { "If-Match": replaced.headers().etag ?? "" } };
  },
  getUsage: async (api) => {
    const { id } = await createCredential(api);
    await createSource(api, id);
    return { id };
  },
  moveUsage: async (api) => {
    const [from, to] = [await createCredential(api), await createCredential(api)];
    await createSource(api, from.id);
    return { id: from.id, body: { to: to.id } };
  },
  createSource: async (api) => ({ body: { credentialId: (await createCredential(api)).id } }),
  createDestination: async (api) => ({ body: { credentialId: (await createCredential(api)).id } }),
  getSource: source,
  readRecords: source,
  previewSource: source,
  editSource: source,
  deleteSource: source,
  getDestination: destination,
  editDestination: destination,
  deleteDestination: destination,
  pushRecords: destination,
  search: async (api) => {
    await createSource(api, (await createCredential(api, { name: "sales" })).id, { name: "sales" });
    return {};
  },
  revokeToken: async (api) => ({ id: (await createToken(api)).id }),
  listTokens: async (api) => {
    await createToken(api);
    return {};
  },
  listCredentials: credential,
  listDeletedCredentials: deleted,
  listActivity: credential,
  exportActivity: credential,
  listSources: async (api) => {
    await createSource(api, (await createCredential(api)).id);
    return {};
  },
  listDestinations: async (api) => {
    await createDestination(api, (await createCredential(api)).id);
    return {};
  },
  getWebhook: webhook,
  removeWebhook: webhook,
  replaceWebhookSecret: webhook,
  testWebhook: webhook,
  listDeliveries: async (...all) => {
    await webhook(...all);
    expect((await all[0].post("/api/v1/webhook/test")).status()).toBe(200);
    return {};
  },
  changeRole: member,
  removeMember: member,
  transferOwnership: member,
  listMembers: member,
  renameOrganization: organization,
  selectOrganization: organization,
  withdrawInvitation: async (api) => ({ id: (await invite(api, "viewer")).id }),
  listInvitations: async (api) => {
    await invite(api, "viewer");
    return {};
  },
  acceptInvitation: async (_api, { email }, tessera) => ({
    body: { token: await addInvitation(tessera, await addOrganization(tessera), { email }) },
  }),
  registerMember: async (_api, { organizationId }, tessera) => ({
    body: { token: await addInvitation(tessera, organizationId) },
  }),
  endSession: async (api) => {
    const { data } = await (await api.get("/api/v1/account/sessions")).json();
    return { id: data[0].id };
  },
};

/** Each Tessera has its owner already, and the service knows one write. */
const answered: Record<string, string> = {
  createOwner: "409",
  getThroughCredential: "200",
  postThroughCredential: "405",
  putThroughCredential: "200",
  patchThroughCredential: "405",
  deleteThroughCredential: "405",
};

let checker: OpenApiChecker;

test.beforeAll(async ({ tessera, ownerState }) => {
  const api = await request.newContext({ baseURL: tessera.url, storageState: ownerState });
  const response = await api.get("/api/v1/openapi.json");
  expect(response.headers()["content-type"]).toBe("application/json");
  checker = new OpenApiChecker(await response.json());
  await api.dispose();
});

interface Sent {
  id?: string;
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string | undefined>;
}

/** The request of the document's examples, with these changes. */
function send(
  api: APIRequestContext,
  { method, path, operation }: Documented,
  changes: Sent = {},
): Promise<APIResponse> {
  const examples = (kind: string): [string, string][] =>
    operation.parameters
      .filter((parameter) => parameter.in === kind && parameter.example !== undefined)
      .map(({ name, example: value }) => [name, String(value)]);
  const { "application/json": json, "*/*": anything } = operation.requestBody?.content ?? {};
  const example = (json ?? anything)?.example;
  const lines = operation.requestBody?.content["application/x-ndjson"]?.example;
  const body = Buffer.isBuffer(changes.body)
    ? changes.body
    : lines !== undefined
      ? Buffer.from(String(lines))
      : example && { ...(example as Body), ...(changes.body as Body) };
  const inPath: Record<string, string> = {
    ...Object.fromEntries(examples("path")),
    ...(changes.id && { id: changes.id }),
  };
  const headers: Record<string, string> = Object.fromEntries(examples("header"));
  if (lines !== undefined) headers["content-type"] = "application/x-ndjson";
  for (const [name, value] of Object.entries(changes.headers ?? {})) {
    if (value === undefined) delete headers[name];
    else headers[name] = value;
  }
  return api.fetch(
    path.replaceAll(/\{(\w+)\}/g, (_, name) => inPath[name] ?? ""),
    {
      method,
      params: { ...Object.fromEntries(examples("query")), ...changes.query },
      headers,
      ...(body !== undefined && { data: body }),
    },
  );
}

test("Every documented request is answered as documented, the first time and the second", async ({
  tessera,
}) => {
  test.setTimeout(180_000);
  expect(checker.document.openapi).toBe("3.1.0");
  for (const documented of checker.operations) {
    const { operationId, responses } = documented.operation;
    await test.step(operationId, async () => {
      const house = await addHouse(tessera);
      const ready = (await prepare[operationId]?.(house.api, house, tessera)) ?? {};
      const first = await send(house.api, documented, ready);
      const success = Object.keys(responses).find((status) => status.startsWith("2"));
      expect(String(first.status()), `${operationId}: ${await first.text()}`).toBe(
        answered[operationId] ?? success,
      );
      await checker.expectDocumented(documented, first);
      await checker.expectDocumented(documented, await send(house.api, documented, ready));
      await house.api.dispose();
    });
  }
  const ids = checker.operations.map(({ operation }) => operation.operationId);
  expect(Object.keys(prepare).filter((id) => !ids.includes(id))).toEqual([]);
});

/** A value that none of the parameters of this name takes. */
const wrongQuery: Record<string, string> = {
  limit: "0",
  query: "x".repeat(201),
  environment: "nowhere",
  from: "yesterday",
};

/** Whether its body is one value: of one of many lines, each is read by itself. */
const takesJson = ({ operation }: Documented) =>
  operation.requestBody?.content["application/json"] !== undefined;

/** Whether its body is sent on to the service, which judges it. */
const takesAnything = ({ requestBody }: Documented["operation"]) => requestBody?.content["*/*"] !== undefined;

const JSON_TYPE = { "content-type": "application/json" };

/** Ways to send a request wrongly: for which operations, how, and the status that it is answered with. */
const mistakes: Record<
  string,
  { at: (one: Documented) => boolean; changes: (one: Documented) => Sent; status: number }
> = {
  "with a token that there is not": {
    at: ({ operation }) => operation.security.length > 0,
    changes: () => ({ headers: { authorization: `Bearer tsr_${"A".repeat(43)}` } }),
    status: 401,
  },
  "from another site": {
    at: () => true,
    changes: () => ({ headers: { origin: "https://evil.example" } }),
    status: 403,
  },
  "with the id of nothing": {
    at: ({ path }) => path.includes("{id}"),
    changes: () => ({ id: uuidv7() }),
    status: 404,
  },
  "for another organization": {
    at: ({ operation }) => operation.parameters.some(({ name }) => name === "Tessera-Organization"),
    changes: () => ({ headers: { "tessera-organization": uuidv7() } }),
    status: 409,
  },
  "with half a body": {
    at: takesJson,
    changes: () => ({ body: Buffer.from("{"), headers: JSON_TYPE }),
    status: 400,
  },
  "with too much of a body": {
    at: takesJson,
    changes: () => ({ body: Buffer.alloc(64 * 1024 + 1, " "), headers: JSON_TYPE }),
    status: 413,
  },
  "with a body that is not JSON": {
    at: ({ operation }) => operation.requestBody !== undefined && !takesAnything(operation),
    changes: () => ({ body: Buffer.from("{}"), headers: { "content-type": "text/plain" } }),
    status: 415,
  },
  "with a field that is not documented": {
    at: takesJson,
    changes: () => ({ body: { undocumented: true } }),
    status: 422,
  },
  "with a query that is not documented": {
    at: ({ operation }) => operation.parameters.some(({ name }) => name in wrongQuery),
    changes: ({ operation }) => {
      const wrong = Object.keys(wrongQuery).find((name) =>
        operation.parameters.some((one) => one.name === name),
      );
      return { query: { [wrong ?? ""]: wrongQuery[wrong ?? ""] ?? "" } };
    },
    status: 422,
  },
  "for a revision that it never had": {
    at: ({ operation }) => operation.parameters.some(({ name }) => name === "If-Match"),
    changes: () => ({ headers: { "If-Match": '"999"' } }),
    status: 412,
  },
  "without the revision that it asks for": {
    at: ({ operation }) => operation.parameters.some(({ name, required }) => name === "If-Match" && required),
    changes: () => ({ headers: { "If-Match": undefined } }),
    status: 428,
  },
};

for (const [how, { at, changes, status }] of Object.entries(mistakes)) {
  test(`Every request that is sent ${how} is answered as documented`, async ({ tessera }) => {
    test.setTimeout(180_000);
    const house = await addHouse(tessera);
    const chosen = checker.operations.filter(at);
    expect(chosen).not.toEqual([]);
    for (const documented of chosen) {
      const { operationId } = documented.operation;
      const ready = (await prepare[operationId]?.(house.api, house, tessera)) ?? {};
      const change = changes(documented);
      const body = Buffer.isBuffer(change.body) ? change.body : { ...ready.body, ...(change.body as Body) };
      const response = await send(house.api, documented, { ...ready, ...change, body });
      expect(response.status(), `${operationId}: ${await response.text()}`).toBe(status);
      await checker.expectDocumented(documented, response);
    }
    await house.api.dispose();
  });
}

test("Who is not signed in, or may only look, is answered as documented", async ({ tessera, anonymous }) => {
  test.setTimeout(180_000);
  for (const documented of checker.operations) {
    const { operationId, security } = documented.operation;
    const house = await addHouse(tessera);
    const viewer = await addMember(tessera, house.organizationId, "viewer");
    const ready = (await prepare[operationId]?.(house.api, house, tessera)) ?? {};
    if (security.length > 0) {
      const response = await send(anonymous, documented, ready);
      expect(response.status(), operationId).toBe(401);
      await checker.expectDocumented(documented, response);
    }
    await checker.expectDocumented(documented, await send(viewer.api, documented, ready));
    await viewer.api.dispose();
    await house.api.dispose();
  }
});

test("While the next turn with the service is a minute away, every request is answered as documented", async ({
  tessera,
}) => {
  test.setTimeout(180_000);
  const refused: string[] = [];
  for (const documented of checker.operations.filter(({ path }) => path.includes("{id}"))) {
    const { operationId } = documented.operation;
    const house = await addHouse(tessera);
    const ready = (await prepare[operationId]?.(house.api, house, tessera)) ?? {};
    await tessera.sql(
      `INSERT INTO "ServiceTurn" (id, "credentialId", caller, "startsAt", "heldUntil")
       SELECT gen_random_uuid(), id, 'token:another', now() + interval '60 s', now() + interval '90 s'
       FROM "Credential" WHERE "organizationId" = $1`,
      [house.organizationId],
    );
    const response = await send(house.api, documented, ready);
    await checker.expectDocumented(documented, response);
    if (response.status() === 429) refused.push(operationId);
    await house.api.dispose();
  }
  expect(refused.sort()).toEqual([
    "deleteThroughCredential",
    "getThroughCredential",
    "patchThroughCredential",
    "postThroughCredential",
    "previewRows",
    "previewSource",
    "putThroughCredential",
    "readRecords",
  ]);
});

test("An answer that the document does not have is found to be none of it", async ({ api }) => {
  const [first] = checker.operations.filter(({ operation }) => operation.operationId === "listCredentials");
  const other = await api.get("/api/v1/connectors");
  await expect(checker.expectDocumented(first as Documented, other)).rejects.toThrow();
});

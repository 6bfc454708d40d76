/** The things that examples tell of. Each kind has one id, wherever it stands. */
export const ids = {
  credential: "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
  otherCredential: "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c11",
  source: "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
  destination: "019343c2-5e31-7b19-a6f4-0d8b3c2e1f30",
  token: "019343c3-1c6d-7e58-b0a7-9e4f2d6c8b40",
  member: "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
  organization: "019343c5-3b08-7d61-9f82-1a6c4e2d7b60",
  invitation: "019343c6-4c19-7c72-a093-2b7d5f3e8c70",
  session: "019343c7-5d2a-7b83-b1a4-3c8e6a4f9d80",
  event: "019343c8-6e3b-7a94-82b5-4d9f7b5a0e90",
} as const;

const at = "2026-11-24T08:00:00.000Z";
const ada = { id: ids.member, name: "Ada Lovelace" };
const request = {
  method: "GET",
  url: "https://api.people.ai/v0/public/teams?limit=1",
  header: "X-API-Key",
};

export const credential = {
  id: ids.credential,
  connector: "people-ai",
  environment: "production",
  name: "Sales data",
  description: "Read by the nightly load.",
  keyHint: "7f3a",
  mosaic: "25:012012012012012",
  verdict: "valid",
  verdictDetail: "People.ai accepted the key.",
  testedAt: at,
  verdictSince: at,
  unreachableAt: null,
  lastUsedAt: at,
  expiresAt: "2027-11-24T23:59:59.999Z",
  keyReplacedAt: null,
  undoUntil: null,
  revision: 1,
  usedBy: { sources: 1, destinations: 0 },
  owner: ada,
  createdAt: at,
  updatedAt: at,
};

export const testResult = {
  verdict: "valid",
  message: "People.ai accepted the key.",
  status: 200,
  latencyMs: 84,
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  testedAt: at,
  request,
};

export const verdictRecord = {
  id: ids.event,
  verdict: "valid",
  message: "People.ai accepted the key.",
  status: 200,
  latencyMs: 84,
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  cause: "person",
  askedBy: ada.name,
  keyVersion: 1,
  testedAt: at,
};

export const usageEntry = { id: ids.source, direction: "source", name: "Accounts", createdAt: at };

export const receipts = {
  since: "2026-11-23T00:00:00.000Z",
  total: 412,
  hosts: ["api.people.ai"],
  days: [
    { day: "2026-11-23", count: 400, failed: 2 },
    { day: "2026-11-24", count: 12, failed: 0 },
  ],
  data: [
    {
      usedBy: { kind: "source", id: ids.source, name: "Accounts" },
      host: "api.people.ai",
      statusClass: "2xx",
      count: 410,
      bytesSent: 0,
      bytesReceived: 1_048_576,
      firstAt: "2026-11-23T04:00:00.000Z",
      lastAt: at,
    },
    {
      usedBy: { kind: "token", id: ids.token, name: "Nightly export" },
      host: "api.people.ai",
      statusClass: "5xx",
      count: 2,
      bytesSent: 0,
      bytesReceived: 96,
      firstAt: "2026-11-23T04:01:00.000Z",
      lastAt: "2026-11-23T04:02:00.000Z",
    },
  ],
};

export const sampleRows = {
  columns: ["id", "name"],
  rows: [["a-1", "Acme"]],
  total: 412,
  latencyMs: 120,
  request: { ...request, url: "https://api.people.ai/v0/public/accounts?limit=10" },
};

export const deletedCredential = {
  id: ids.credential,
  connector: "people-ai",
  environment: "production",
  name: "Sales data",
  keyHint: "7f3a",
  mosaic: "25:012012012012012",
  owner: ada,
  deletedBy: ada,
  deletedAt: at,
  destroyAt: "2026-12-24T08:00:00.000Z",
};

export const connector = {
  id: "people-ai",
  name: "People.ai",
  offers: { source: "Read accounts, people and activities." },
  environments: [
    {
      id: "production",
      label: "Production",
      baseUrl: "https://api.people.ai/v0/public",
      hint: "Live People.ai data.",
    },
  ],
  defaultEnvironment: "production",
  endpoints: [
    {
      id: "accounts",
      label: "Accounts",
      direction: "source",
      description: "The accounts of the CRM.",
      parameters: [],
    },
  ],
};

export const integration = {
  id: ids.source,
  direction: "source",
  connector: "people-ai",
  endpoint: "accounts",
  settings: {},
  name: "Accounts",
  description: "",
  credential: {
    id: ids.credential,
    name: "Sales data",
    environment: "production",
    verdict: "valid",
    testedAt: at,
  },
  owner: ada,
  revision: 1,
  createdAt: at,
  updatedAt: at,
};

export const email = {
  external_id: "mail-1",
  from: "ada@example.com",
  to: ["grace@example.com"],
  subject: "Next steps",
  timestamp: 1_767_225_600,
};

export const pushedLine = {
  line: 2,
  status: "refused",
  errors: [{ field: "subject", message: "Send a text with something in it." }],
};

export const pushTrailer = { $tessera: { accepted: 1, refused: 1, notTried: 0, end: "complete" } };
export const recordsTrailer = { $tessera: { cursor: null, records: 412, end: "complete" } };

export const found = {
  credentials: [
    {
      id: ids.credential,
      name: "Sales data",
      connector: "people-ai",
      environment: "production",
      verdict: "valid",
    },
  ],
  integrations: [{ id: ids.source, name: "Sales accounts", direction: "source" }],
};

export const event = {
  id: ids.event,
  at,
  actor: { kind: "person", ...ada },
  action: "credential.created",
  subject: { id: ids.credential, name: "Sales data" },
  credentialId: ids.credential,
  before: null,
  after: { name: "Sales data", environment: "production" },
  detail: {},
  requestId: "019343c9-7f4c-7ba5-93c6-5ea08c6b1fa0",
  address: "192.0.2.7",
};

export const token = {
  id: ids.token,
  name: "Nightly load",
  hint: "x9Qa",
  state: "active",
  scopes: ["credentials:read", "credentials:use"],
  credentials: null,
  createdBy: { ...ada, isMember: true },
  createdAt: at,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
};

export const webhook = { url: "https://hooks.example.com/tessera", createdAt: at, updatedAt: at };

export const delivery = {
  id: ids.event,
  event: "webhook.test",
  state: "delivered",
  attempts: 1,
  status: 204,
  failure: null,
  createdAt: at,
  deliveredAt: at,
  nextTryAt: null,
};

export const member = { ...ada, email: "ada@example.com", role: "owner", joinedAt: at };

export const invitation = {
  id: ids.invitation,
  email: "grace@example.com",
  role: "member",
  inviter: ada,
  createdAt: at,
  expiresAt: "2026-12-01T08:00:00.000Z",
};

export const organization = { id: ids.organization, name: "Acme", role: "owner", current: true };

export const account = { id: ids.member, name: ada.name, email: "ada@example.com", hasPassword: true };

export const session = {
  id: ids.session,
  current: true,
  device: "Firefox on Windows",
  address: "192.0.2.7",
  createdAt: at,
  expiresAt: "2026-12-08T08:00:00.000Z",
};

export const problem = {
  type: "about:blank",
  title: "Not found",
  status: 404,
  detail: "There is no such credential, or it is not yours to see.",
  code: "not_found",
  requestId: "019343c9-7f4c-7ba5-93c6-5ea08c6b1fa0",
};

import { randomBytes } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";

/** A tile, as the API gives it. */
export interface Credential {
  id: string;
  connector: string;
  environment: string;
  name: string;
  description: string;
  keyHint: string;
  mosaic: string;
  verdict: string;
  verdictDetail: string | null;
  testedAt: string | null;
  verdictSince: string | null;
  unreachableAt: string | null;
  lastUsedAt: string | null;
  expiresAt: string | null;
  keyReplacedAt: string | null;
  undoUntil: string | null;
  revision: number;
  usedBy: { sources: number; destinations: number };
  owner: { id: string; name: string } | null;
  createdAt: string;
  updatedAt: string;
}

/** A source or a destination, as the API gives it. */
export interface Integration {
  id: string;
  direction: string;
  connector: string;
  endpoint: string;
  settings: Record<string, string | number>;
  name: string;
  description: string;
  credential: { id: string; name: string; environment: string; verdict: string; testedAt: string | null };
  owner: { id: string; name: string } | null;
  revision: number;
  createdAt: string;
  updatedAt: string;
}

export interface PageOf<T> {
  data: T[];
  nextCursor: string | null;
}

/** Text that stands nowhere else. */
export function unique(): string {
  return randomBytes(8).toString("hex");
}

/** What `POST /api/v1/credentials` takes; name and key are nobody else's. */
export function newCredential<Changes extends object = object>(changes: Changes = {} as Changes) {
  return {
    connector: "people-ai",
    environment: "mock",
    name: `Credential ${unique()}`,
    apiKey: `demo-valid-${unique()}`,
    ...changes,
  };
}

export async function createCredential(
  api: APIRequestContext,
  changes: Record<string, unknown> = {},
): Promise<Credential> {
  const response = await api.post("/api/v1/credentials", { data: newCredential(changes) });
  expect(response.status(), await response.text()).toBe(201);
  return response.json();
}

/** What `POST /api/v1/sources` takes. */
export function newSource<Changes extends object = object>(
  credentialId: string,
  changes: Changes = {} as Changes,
) {
  return {
    connector: "people-ai",
    credentialId,
    endpoint: "accounts",
    name: `Source ${unique()}`,
    ...changes,
  };
}

/** What `POST /api/v1/destinations` takes. */
export function newDestination<Changes extends object = object>(
  credentialId: string,
  changes: Changes = {} as Changes,
) {
  return {
    ...newSource(credentialId, { endpoint: "email-activities", name: `Destination ${unique()}` }),
    ...changes,
  };
}

export async function createSource(
  api: APIRequestContext,
  credentialId: string,
  changes: Record<string, unknown> = {},
): Promise<Integration> {
  const response = await api.post("/api/v1/sources", { data: newSource(credentialId, changes) });
  expect(response.status(), await response.text()).toBe(201);
  return response.json();
}

export async function createDestination(
  api: APIRequestContext,
  credentialId: string,
  changes: Record<string, unknown> = {},
): Promise<Integration> {
  const response = await api.post("/api/v1/destinations", { data: newDestination(credentialId, changes) });
  expect(response.status(), await response.text()).toBe(201);
  return response.json();
}

import { type APIRequestContext, expect, request } from "@playwright/test";
import type { Tessera } from "../tessera.ts";
import { unique } from "./credentials.ts";

export const scopes = [
  "credentials:read",
  "credentials:write",
  "credentials:use",
  "integrations:read",
  "integrations:write",
] as const;

/** A token, as a list of the API gives it. */
export interface Token {
  id: string;
  name: string;
  hint: string;
  state: string;
  scopes: string[];
  credentials: { id: string; name: string }[] | null;
  createdBy: { id: string; name: string; isMember: boolean } | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** What `POST /api/v1/tokens` takes: a token that may do everything that a token can. */
export function newToken<Changes extends object = object>(changes: Changes = {} as Changes) {
  return { name: `Token ${unique()}`, scopes: [...scopes], ...changes };
}

/** Creates a token as whoever has this session: its summary, and the token itself. */
export async function createToken(
  api: APIRequestContext,
  changes: Record<string, unknown> = {},
): Promise<Token & { token: string }> {
  const response = await api.post("/api/v1/tokens", { data: newToken(changes) });
  expect(response.status(), await response.text()).toBe(201);
  return response.json();
}

/** The API, as a program with this token and nothing else. */
export function apiWith(tessera: Tessera, token: string): Promise<APIRequestContext> {
  return request.newContext({
    baseURL: tessera.url,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
}

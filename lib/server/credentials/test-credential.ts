import { findConnector } from "../../connectors/index.ts";
import type { SavedTestResult, TestResult } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { type KeyTest, testKey } from "../egress/test-key.ts";
import { notFound } from "../errors.ts";
import { egress } from "../services.ts";
import type { Secret } from "../vault/secret.ts";
import { type OpenedKey, openKey } from "./open-key.ts";
import * as store from "./verdict-store.ts";

function targetOf(connectorId: string, environment: string) {
  const connector = findConnector(connectorId);
  if (connector === undefined) throw notFound("service");
  return { connector, environment };
}

/** A test as the API answers it. */
export function toResult({
  verdict,
  message,
  status,
  latencyMs,
  traceId,
  request,
  testedAt,
}: KeyTest): TestResult {
  return { verdict, message, status, latencyMs, traceId, request, testedAt: testedAt.toISOString() };
}

/** Asks the service about a key that is not saved. Stores nothing. Rejects when `signal` aborts. */
export async function testUnsavedKey(
  actor: Actor,
  input: { connector: string; environment: string; apiKey: Secret },
  signal: AbortSignal,
): Promise<TestResult> {
  authorize(actor, "credential:test");
  return toResult(
    await testKey(egress(), targetOf(input.connector, input.environment), input.apiKey, signal),
  );
}

const UNREADABLE = "Cannot be opened: damaged or tampered with";

/**
 * Asks the service about a saved key and keeps the verdict. A key that does not open is a verdict of
 * its own. Not bound to the caller's patience: what was found is kept even when nobody waits for it.
 */
export async function testCredential(actor: Actor, id: string): Promise<SavedTestResult> {
  authorize(actor, "credential:test");
  const opened = await openKey(actor, id);
  const result = opened.key === null ? unreadable() : await test({ ...opened, key: opened.key });
  const finding = {
    verdict: result.verdict as store.Finding["verdict"],
    message: result.message,
    at: new Date(result.testedAt),
  };
  const credential = await store.saveFinding(actor, id, opened.keyVersion, finding);
  if (credential === null) throw notFound("credential");
  return { ...result, credential };
}

async function test({ connector, environment, key }: OpenedKey & { key: Secret }): Promise<TestResult> {
  return toResult(await testKey(egress(), targetOf(connector, environment), key));
}

function unreadable(): TestResult {
  return {
    verdict: "unreadable",
    message: UNREADABLE,
    status: null,
    latencyMs: null,
    traceId: null,
    testedAt: new Date().toISOString(),
    request: null,
  };
}

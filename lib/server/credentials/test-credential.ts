import { findConnector } from "../../connectors/index.ts";
import type { SavedTestResult, TestResult, VerdictCause } from "../../credentials.ts";
import type { Actor, AnyActor, TesseraActor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import type { Egress } from "../egress/send.ts";
import { type KeyTest, testKey } from "../egress/test-key.ts";
import { notFound } from "../errors.ts";
import { noteTraffic } from "../receipts/note-traffic.ts";
import { egress } from "../services.ts";
import type { Secret } from "../vault/secret.ts";
import { recordOpening } from "./key-store.ts";
import { patientEgress } from "./limited-egress.ts";
import { type OpenedKey, openKey, UNREADABLE } from "./open-key.ts";
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

/**
 * Asks the service about a saved key and keeps the verdict. A key that does not open is a verdict of
 * its own. Not bound to the caller's patience: what was found is kept even when nobody waits for it.
 */
export async function testCredential(actor: Actor, id: string): Promise<SavedTestResult> {
  authorize(actor, "credential:test");
  const saved = await testSaved(actor, id, actor.kind === "member" ? "person" : "token", egress());
  if (saved === null) throw notFound("credential");
  return saved;
}

/**
 * The same, by Tessera itself, through an egress that keeps its pace. What is gone meanwhile, or has another key,
 * is no verdict and no failure. Rejects with an `EgressError` when that egress cancels.
 */
export async function checkCredential(actor: TesseraActor, id: string, paced: Egress): Promise<void> {
  await testSaved(actor, id, "schedule", paced);
}

/**
 * Null when the credential is gone, or its key was replaced, before the finding could be kept. That the key was opened is
 * recorded with the finding, or by itself where none is kept.
 */
async function testSaved(
  actor: AnyActor,
  id: string,
  cause: VerdictCause,
  way: Egress,
): Promise<SavedTestResult | null> {
  const opened = await openKey(actor, id);
  let saved: SavedTestResult | null = null;
  try {
    saved = await testOpened(actor, id, opened, cause, way);
  } finally {
    if (saved === null && opened.key !== null) await recordOpening(actor, id, "credential.tested", {});
  }
  return saved;
}

async function testOpened(
  actor: AnyActor,
  id: string,
  opened: OpenedKey,
  cause: VerdictCause,
  way: Egress,
): Promise<SavedTestResult | null> {
  const onTraffic = noteTraffic(actor, id, { isUse: false });
  const result =
    opened.key === null
      ? unreadable()
      : await test(patientEgress(way, actor, id), { ...opened, key: opened.key }, onTraffic);
  const { status, latencyMs, traceId, message } = result;
  const credential = await store.saveFinding(actor, id, opened.keyVersion, {
    verdict: result.verdict as store.Finding["verdict"],
    message,
    status,
    latencyMs,
    traceId,
    cause,
    at: new Date(result.testedAt),
  });
  return credential === null ? null : { ...result, credential };
}

async function test(
  way: Egress,
  { connector, environment, key }: OpenedKey & { key: Secret },
  onTraffic: ReturnType<typeof noteTraffic>,
): Promise<TestResult> {
  return toResult(await testKey(way, { ...targetOf(connector, environment), onTraffic }, key));
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

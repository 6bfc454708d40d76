import { findConnector, findEnvironment } from "../../connectors/index.ts";
import type { TestResult } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { testKey } from "../egress/test-key.ts";
import { invalid, notFound, Refusal } from "../errors.ts";
import { noteTraffic } from "../receipts/note-traffic.ts";
import { egress } from "../services.ts";
import { unreadableInUse } from "./finding-from-traffic.ts";
import { recordOpening } from "./key-store.ts";
import { patientEgress } from "./limited-egress.ts";
import { openKey } from "./open-key.ts";
import { toResult } from "./test-credential.ts";

/**
 * Asks another environment of the connector about a saved key, and keeps no verdict of it: the credential is not that
 * environment's; but that the key does not open is kept. That it is opened is recorded before it is sent. Rejects when
 * `signal` aborts.
 */
export async function tryElsewhere(
  actor: Actor,
  id: string,
  environment: string,
  signal: AbortSignal,
): Promise<TestResult> {
  authorize(actor, "credential:test");
  const opened = await openKey(actor, id);
  const connector = findConnector(opened.connector);
  if (connector === undefined) throw notFound("service");
  if (findEnvironment(connector, environment) === undefined) {
    throw invalid([{ field: "environment", message: "Choose one of the service's Base URLs." }]);
  }
  if (opened.key === null) {
    await unreadableInUse(actor, { id, keyVersion: opened.keyVersion });
    throw new Refusal(409, "unreadable", "The key cannot be opened: damaged or tampered with. Replace it.");
  }
  await recordOpening(actor, id, "credential.tried_elsewhere", { connector: connector.id, environment });
  const way = patientEgress(egress(), actor, id);
  const onTraffic = noteTraffic(actor, id, { isUse: false });
  return toResult(await testKey(way, { connector, environment, onTraffic }, opened.key, signal));
}

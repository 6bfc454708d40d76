import type { ConnectorDefinition } from "../../connectors/define-connector.ts";
import { findConnector } from "../../connectors/index.ts";
import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { isJson } from "../egress/answer-headers.ts";
import type { Egress, EgressRequest, EgressResponse, EgressTarget } from "../egress/send.ts";
import type { StreamedResponse, StreamRequest } from "../egress/stream.ts";
import { notFound, Refusal } from "../errors.ts";
import { noteTraffic } from "../receipts/note-traffic.ts";
import { egress } from "../services.ts";
import type { Secret } from "../vault/secret.ts";
import { findingFromTraffic, type TrafficAnswer, unreadableInUse } from "./finding-from-traffic.ts";
import { limitedEgress } from "./limited-egress.ts";
import { openKey } from "./open-key.ts";

/** What a key is opened for. */
export interface Use {
  /** The source or destination that is read or written: receipts name it, and else who asked. */
  readonly integrationId?: string;
}

/** A saved credential whose key was opened to be used. The key itself stays in here and in egress. */
export interface CredentialInUse {
  readonly connector: ConnectorDefinition;
  /** Keeps what an answer says of the key. Never rejects. */
  tell(answer: TrafficAnswer): Promise<void>;
  /**
   * Calls what sends several requests, or judges the answers in its own way, with where to, with what, and how. All that
   * is sent to that target gives receipts.
   */
  with<T>(send: (target: EgressTarget, key: Secret, egress: Egress) => Promise<T>): Promise<T>;
  /**
   * Sends a request when the service's limit allows it. Throws nothing but `EgressError`, and a 429 `Refusal` where the
   * request would wait long: nothing was sent then. `reached` is what it was for: see `TrafficAnswer`.
   */
  send(request: EgressRequest, reached: string): Promise<EgressResponse>;
  /** The same for bodies of any size: see `Egress.stream`. */
  stream(request: StreamRequest, reached: string): Promise<StreamedResponse>;
}

/**
 * Opens a saved credential for traffic: the one way to use it. Refuses with 404 what is not in the actor's reach, and
 * with 409 `unreadable` a key that cannot be opened, which is its verdict then. Each request that is sent with it gives a receipt.
 */
export async function openForUse(actor: Actor, id: string, use: Use = {}): Promise<CredentialInUse> {
  authorize(actor, "credential:use");
  const { key, keyVersion, ...place } = await openKey(actor, id);
  if (key === null) {
    await unreadableInUse(actor, { id, keyVersion });
    throw new Refusal(
      409,
      "unreadable",
      "The key cannot be opened: damaged or tampered with. Add the credential again.",
    );
  }
  const connector = findConnector(place.connector);
  if (connector === undefined) throw notFound("service");
  const onTraffic = noteTraffic(actor, id, { ...use, isUse: true });
  const target = { connector, environment: place.environment, onTraffic };
  const limited = limitedEgress(egress(), actor, id);

  /** Sends, and keeps what the answer says of the key. */
  async function telling<T extends Pick<EgressResponse, "status" | "headers" | "latencyMs" | "traceId">>(
    sent: Promise<T>,
    reached: string,
  ): Promise<T> {
    const answer = await sent;
    const { status, headers, latencyMs, traceId } = answer;
    // A 2xx that is not the service's own says nothing of the key.
    if (status >= 400 || isJson(headers)) await tell({ status, latencyMs, traceId, reached });
    return answer;
  }
  const tell = (answer: TrafficAnswer) => findingFromTraffic(actor, { id, keyVersion }, answer);

  return {
    connector,
    tell,
    with: (send) => send(target, key, limited),
    send: (request, reached) => telling(limited.send(target, key, request), reached),
    stream: (request, reached) => telling(limited.stream(target, key, request), reached),
  };
}

import { type StatusClass, statusClasses } from "../../receipts.ts";
import type { AnyActor } from "../access/actor.ts";
import type { Traffic } from "../egress/meter.ts";
import { addReceipts } from "./collected-store.ts";
import { createReceiptCollector, type Occasion, type ReceiptCollector } from "./collector.ts";

const shared = globalThis as typeof globalThis & { tesseraReceipts?: ReceiptCollector };

/** The process's one collector. */
export function receiptCollector(): ReceiptCollector {
  shared.tesseraReceipts ??= createReceiptCollector({ save: addReceipts });
  return shared.tesseraReceipts;
}

interface Purpose {
  /** The source or destination that a key is used for. */
  integrationId?: string | undefined;
  /** A test is none. */
  isUse: boolean;
}

/** What makes receipts of what is sent with a credential's key: to be given to egress, with the target. */
export function noteTraffic(
  actor: AnyActor,
  credentialId: string,
  { integrationId = undefined, isUse }: Purpose,
): (traffic: Traffic) => void {
  const { organizationId } = actor;
  const by = whoIs(actor);
  return ({ host, status, requests, bytesSent, bytesReceived }) => {
    const occasion: Occasion = {
      organizationId,
      credentialId: credentialId.toLowerCase(),
      integrationId: integrationId?.toLowerCase() ?? null,
      by,
      host,
      statusClass: classOf(status),
      isUse,
    };
    receiptCollector().note(occasion, { count: requests, bytesSent, bytesReceived });
  };
}

function whoIs(actor: AnyActor): Occasion["by"] {
  switch (actor.kind) {
    case "token":
      return { kind: "token", id: actor.tokenId, name: actor.name };
    case "member":
      return { kind: "member", id: actor.userId, name: actor.name };
    case "tessera":
      return { kind: "tessera", id: "tessera", name: actor.name };
  }
}

function classOf(status: number | null): StatusClass {
  const of = statusClasses.find((each) => each === `${Math.floor((status ?? 0) / 100)}xx`);
  return of ?? "none";
}

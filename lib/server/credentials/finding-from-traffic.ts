import type { AnyActor } from "../access/actor.ts";
import { describeError, log } from "../log.ts";
import { UNREADABLE } from "./open-key.ts";
import { toldLately } from "./told-lately.ts";
import { saveTraffic, type TrafficFinding } from "./verdict-store.ts";

/** An answer of the service to a request that was no test of the key. */
export interface TrafficAnswer {
  /** HTTP status. A 2xx must be the service's own answer, and not that of a login page. */
  status: number;
  latencyMs: number | null;
  traceId: string | null;
  /** What the request was for, in a word or two, such as "accounts": what a 403 says is out of reach. */
  reached: string;
}

/** A credential, and which of its keys is used. */
export interface KeyInUse {
  id: string;
  keyVersion: number;
}

/** A verdict is told again after this time, so that its age on the tile is true to the minute. */
const TOLD_EVERY_MS = 60_000;
const CREDENTIALS_REMEMBERED = 10_000;
const told = toldLately({ forMs: TOLD_EVERY_MS, most: CREDENTIALS_REMEMBERED });

/**
 * Keeps what real traffic says of a credential's key, of the version that was sent: 401, 403 and 2xx are verdicts,
 * all else says nothing. What is known is written at most once a minute for each credential, whatever the traffic.
 * Never rejects: the traffic goes on when this cannot be kept.
 */
export async function findingFromTraffic(
  actor: AnyActor,
  key: KeyInUse,
  answer: TrafficAnswer,
): Promise<void> {
  const found = judge(answer);
  if (found === null) return;
  const { status, latencyMs, traceId } = answer;
  await keep(actor, key, { ...found, status, latencyMs, traceId });
}

/** Keeps that a key did not open when somebody wanted to use it, in the same way. */
export async function unreadableInUse(actor: AnyActor, key: KeyInUse): Promise<void> {
  const noAnswer = { status: null, latencyMs: null, traceId: null };
  await keep(actor, key, { verdict: "unreadable", message: UNREADABLE, ...noAnswer });
}

async function keep(
  actor: AnyActor,
  { id, keyVersion }: KeyInUse,
  found: Omit<TrafficFinding, "cause" | "at">,
): Promise<void> {
  if (!told.isNews(id, `${keyVersion} ${found.verdict}`)) return;
  try {
    await saveTraffic(actor, id, keyVersion, { ...found, cause: "traffic", at: new Date() });
  } catch (error) {
    told.forget(id);
    log.error({ requestId: actor.requestId, error: describeError(error) }, "a verdict could not be kept");
  }
}

function judge({ status, reached }: TrafficAnswer) {
  if (status === 401) return { verdict: "rejected", message: "Key rejected" } as const;
  if (status === 403)
    return { verdict: "limited", message: `Accepted, without access to ${reached}` } as const;
  return status >= 200 && status <= 299 ? ({ verdict: "valid", message: "Verified" } as const) : null;
}

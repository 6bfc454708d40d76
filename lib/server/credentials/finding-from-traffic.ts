import type { AnyActor } from "../access/actor.ts";
import { describeError, log } from "../log.ts";
import { toldLately } from "./told-lately.ts";
import { saveTraffic } from "./verdict-store.ts";

/** An answer of the service to a request that was no test of the key. */
export interface TrafficAnswer {
  /** HTTP status. A 2xx must be the service's own answer, and not that of a login page. */
  status: number;
  latencyMs: number | null;
  traceId: string | null;
  /** What the request was for, in a word or two, such as "accounts": what a 403 says is out of reach. */
  reached: string;
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
  { id, keyVersion }: { id: string; keyVersion: number },
  answer: TrafficAnswer,
): Promise<void> {
  const found = judge(answer);
  if (found === null || !told.isNews(id, `${keyVersion} ${found.verdict}`)) return;
  const { status, latencyMs, traceId } = answer;
  try {
    const finding = { ...found, status, latencyMs, traceId, cause: "traffic", at: new Date() } as const;
    await saveTraffic(actor, id, keyVersion, finding);
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

import type { Agent } from "undici";
import type { Secret } from "../vault/secret.ts";
import { assertNoPrivateLiteral, publicLookup, type Resolve, systemResolve } from "./address.ts";
import { invalid, toEgressError } from "./egress-error.ts";
import { startLimit } from "./time-limit.ts";
import { signedHeaders } from "./webhook-signature.ts";

/** From the look-up of the name to the end of the answer; what comes after its head is not waited for. */
const LIMIT_MS = 8_000;
/** What is read of an answer, so that its connection can be used again; it is not looked at. */
const MAX_BYTES = 16 * 1024;

export interface WebhookSender {
  /**
   * Posts a signed event and answers with the status of the answer, whatever it is: redirects are not followed. Throws
   * nothing but `EgressError`.
   */
  post(url: string, secret: Secret, message: { id: string; body: string }): Promise<number>;
  /** Throws an EgressError where `post` would send nothing to such an address. */
  check(url: string): void;
}

/** The one way out to webhooks: over https to public addresses, unless `toPrivate` says that all may be reached. */
export function createWebhookSender({
  toPrivate,
  resolve = systemResolve,
  limitMs = LIMIT_MS,
}: {
  toPrivate: boolean;
  resolve?: Resolve;
  /** Shortens the limit; tests need no eight seconds to see it kept. */
  limitMs?: number;
}): WebhookSender {
  const connect = { timeout: limitMs, rejectUnauthorized: true };
  let agent: Promise<Agent> | undefined;
  /** Made for the first event that is sent. */
  const openAgent = () => {
    agent ??= import("undici").then(
      ({ Agent }) =>
        new Agent({
          allowH2: false,
          headersTimeout: limitMs,
          bodyTimeout: limitMs,
          connect: toPrivate ? connect : { ...connect, lookup: publicLookup(resolve) },
        }),
    );
    return agent;
  };

  function check(address: string): URL {
    const url = new URL(address);
    if (toPrivate) return url;
    if (url.protocol !== "https:") throw invalid("its address does not begin with https://");
    assertNoPrivateLiteral(url);
    return url;
  }

  return {
    check(address) {
      check(address);
    },
    async post(address, secret, { id, body }) {
      const url = check(address);
      const dispatcher = await openAgent();
      const limit = startLimit(url.host, limitMs, undefined);
      try {
        const answer = dispatcher.request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: "POST",
          headers: {
            "content-type": "application/json",
            "user-agent": "Tessera",
            ...signedHeaders(secret, { id, at: new Date(), body }),
          },
          body,
          signal: limit.signal,
        });
        const { statusCode, body: said } = await Promise.race([answer, limit.reached]);
        // Nobody waits for the rest of it, but it has no more time than the whole.
        said
          .dump({ limit: MAX_BYTES, signal: limit.signal })
          .catch(() => {})
          .finally(limit.clear);
        return statusCode;
      } catch (thrown) {
        limit.clear();
        throw toEgressError(thrown, url.host, limitMs);
      }
    },
  };
}

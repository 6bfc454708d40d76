import { Agent } from "undici";
import type { Secret } from "../vault/secret.ts";
import { assertNoPrivateLiteral, publicLookup, type Resolve, systemResolve } from "./address.ts";
import { invalid, toEgressError } from "./egress-error.ts";
import { startLimit } from "./time-limit.ts";
import { signedHeaders } from "./webhook-signature.ts";

/** From the look-up of the name to the head of the answer. */
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
}: {
  toPrivate: boolean;
  resolve?: Resolve;
}): WebhookSender {
  const connect = { timeout: LIMIT_MS, rejectUnauthorized: true };
  const agent = new Agent({
    allowH2: false,
    headersTimeout: LIMIT_MS,
    bodyTimeout: LIMIT_MS,
    connect: toPrivate ? connect : { ...connect, lookup: publicLookup(resolve) },
  });

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
      const limit = startLimit(url.host, LIMIT_MS, undefined);
      try {
        const answer = agent.request({
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
        said.dump({ limit: MAX_BYTES, signal: limit.signal }).catch(() => {});
        return statusCode;
      } catch (thrown) {
        throw toEgressError(thrown, url.host, LIMIT_MS);
      } finally {
        limit.clear();
      }
    },
  };
}

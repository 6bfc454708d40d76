import type { Actor, Person } from "../access/actor.ts";
import { env } from "../env.ts";
import { LeasedLimit } from "./leased-limit.ts";
import { createSharedLimit } from "./rate-limit-store.ts";
import { tooMany } from "./too-many.ts";

/** What is counted: every request, and of them those that send a key to its service. */
export type ApiLimit = "request" | "test";

const WINDOW_SECONDS = 60;
const LEASE_MAX = 20;
/** A lease is at most this part of a limit, so that a few processes do not hold it all and spend none. */
const LEASE_PART = 1 / 20;

const sentences: Record<ApiLimit, (perMinute: number) => string> = {
  request: (perMinute) => `This is more than ${perMinute.toLocaleString("en")} requests in a minute.`,
  test: (perMinute) => `This is more than ${perMinute.toLocaleString("en")} tests of keys in a minute.`,
};

type Limits = Record<ApiLimit, { perMinute: number; leased: LeasedLimit }>;
const shared = globalThis as typeof globalThis & { tesseraLimits?: Limits };

function limits(): Limits {
  shared.tesseraLimits ??= {
    request: createLimit("api", env().requestsPerMinute),
    test: createLimit("api-test", env().keyTestsPerMinute),
  };
  return shared.tesseraLimits;
}

function createLimit(name: string, perMinute: number) {
  const lease = Math.max(1, Math.min(LEASE_MAX, Math.floor(perMinute * LEASE_PART)));
  const leased = new LeasedLimit(
    createSharedLimit({ name, points: perMinute, seconds: WINDOW_SECONDS }),
    lease,
  );
  return { perMinute, leased };
}

/**
 * Counts a request of a token or a person, also against a `further` limit where there is one. Refuses it with 429
 * when there were too many within a minute, whichever instances they came to.
 */
export async function countRequest(
  actor: Actor | Person,
  further?: Exclude<ApiLimit, "request">,
): Promise<void> {
  const key = "tokenId" in actor ? `token:${actor.tokenId}` : `person:${actor.userId}`;
  await spend("request", key);
  if (further !== undefined) await spend(further, key);
}

async function spend(limit: ApiLimit, key: string): Promise<void> {
  const { perMinute, leased } = limits()[limit];
  const waitMs = await leased.spend(key);
  if (waitMs !== null) throw tooMany("too_many_requests", sentences[limit](perMinute), waitMs);
}

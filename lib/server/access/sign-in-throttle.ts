import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import { createSharedLimit, type SharedLimit } from "../limits/rate-limit-store.ts";
import { tooMany } from "../limits/too-many.ts";
import { isLoopback } from "./client-address.ts";
import { Turnstile } from "./turnstile.ts";

const WINDOW_SECONDS = 15 * 60;
const FAILURES_OF_ACCOUNT = 10;
/** More people than one may share an address, and each of them mistypes now and then. */
const FAILURES_FROM_ADDRESS = 60;
/** As many as Node hashes at once anyway. */
const ATTEMPTS_FROM_ADDRESS_AT_ONCE = 4;

/** Of an IPv6 address, what a provider gives to one customer: 64 bits. */
const NETWORK_BYTES = 8;

/** Whose password is tried, and from where, if that is known. */
export interface Attempt {
  /** As it was typed; whether it has an account makes no difference here. */
  email: string;
  address: string | null;
}

interface Throttle {
  limit: SharedLimit;
  turnstile: Turnstile;
  sentence: string;
}

type Throttles = Record<"account" | "address", Throttle>;
const shared = globalThis as typeof globalThis & { tesseraThrottles?: Throttles };

function throttles(): Throttles {
  shared.tesseraThrottles ??= {
    account: {
      limit: createSharedLimit({
        name: "sign-in-account",
        points: FAILURES_OF_ACCOUNT,
        seconds: WINDOW_SECONDS,
      }),
      turnstile: new Turnstile(1),
      sentence: "The password of this account was wrong too often.",
    },
    address: {
      limit: createSharedLimit({
        name: "sign-in-address",
        points: FAILURES_FROM_ADDRESS,
        seconds: WINDOW_SECONDS,
      }),
      turnstile: new Turnstile(ATTEMPTS_FROM_ADDRESS_AT_ONCE),
      sentence: "There were too many wrong passwords from your network.",
    },
  };
  return shared.tesseraThrottles;
}

/**
 * Tries a password: `attempt` says whether it was the right one, or throws where that was not found out. Only wrong
 * ones are counted, by account and by
 * address, in all instances together; the right one begins the account's count again. Refuses with 429, without
 * trying, where there were too many. Attempts on one account wait for each other, so that guesses sent all at once
 * are counted one by one.
 */
export async function throttled<T>(
  { email, address }: Attempt,
  attempt: () => Promise<{ right: boolean; outcome: T }>,
): Promise<T> {
  const { account, address: network } = throttles();
  const accountKey = hashOf(email.trim().toLowerCase());
  const networkKey = address === null || isLoopback(address) ? null : hashOf(networkOf(address));

  async function tryOnce(): Promise<T> {
    await refuseTooMany(account, accountKey);
    if (networkKey !== null) await refuseTooMany(network, networkKey);
    const { right, outcome } = await attempt();
    if (right) {
      await account.limit.forget(accountKey);
    } else {
      await account.limit.add(accountKey, 1);
      if (networkKey !== null) await network.limit.add(networkKey, 1);
    }
    return outcome;
  }

  return account.turnstile.pass(accountKey, () =>
    networkKey === null ? tryOnce() : network.turnstile.pass(networkKey, tryOnce),
  );
}

async function refuseTooMany({ limit, sentence }: Throttle, key: string): Promise<void> {
  const { counted, msLeft } = await limit.read(key);
  if (counted >= limit.points) throw tooMany("too_many_attempts", sentence, msLeft);
}

/** Keys of the table say nothing to whoever reads it. */
function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** The address, or of an IPv6 one its /64: whoever has one address there has them all. */
function networkOf(address: string): string {
  const parsed = ipaddr.parse(address);
  if (parsed.kind() === "ipv4") return address;
  return Buffer.from(parsed.toByteArray().slice(0, NETWORK_BYTES)).toString("hex");
}

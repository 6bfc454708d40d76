/** Why a request to a connector's service has no answer. `invalid`: the request was never sendable. */
export type EgressFailure =
  | "timeout"
  | "cancelled"
  | "dns"
  | "tls"
  | "refused"
  | "private_address"
  | "too-large"
  | "broken"
  | "invalid"
  | "no-turn";

/**
 * The only error that leaves egress. It is made of our own words and never keeps what undici or the
 * socket threw as its cause: those may hold request headers, and so the key.
 */
export class EgressError extends Error {
  override readonly name = "EgressError";
  /** The process shares its egress, and the parts of the app have copies of this class: each knows the others'. */
  static override [Symbol.hasInstance](value: unknown): value is EgressError {
    return value instanceof Error && value.name === "EgressError";
  }
  readonly code: EgressFailure;
  /** A few words that complete "Could not check: …". The message is the full sentence. */
  readonly reason: string;

  constructor(code: EgressFailure, reason: string, message: string) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}

/** The request did not end within its time. */
export function timedOut(host: string, timeoutMs: number): EgressError {
  const limit = `${timeoutMs / 1000} s`;
  return new EgressError("timeout", `timed out after ${limit}`, `${host} did not answer within ${limit}.`);
}

/** The caller gave up. */
export function cancelled(): EgressError {
  return new EgressError("cancelled", "cancelled", "The request was cancelled.");
}

/** The name leads to this machine or a private network, so nothing was sent. */
export function privateAddress(host: string): EgressError {
  return new EgressError(
    "private_address",
    "address isn't public",
    `${host} has an address that isn't public, so nothing was sent.`,
  );
}

/** Other requests with the same key take up all that the service allows. */
export function noTurn(): EgressError {
  return new EgressError(
    "no-turn",
    "too many other requests with this key",
    "The request was not sent: too many other requests with this key were waiting.",
  );
}

/** More came than the caller wanted to hold. */
export function tooLarge(host: string, maxBytes: number): EgressError {
  return new EgressError(
    "too-large",
    "answer too large",
    `${host} answered with more than ${maxBytes} bytes, so the answer was dropped.`,
  );
}

/** The connection or the answer is not one that can be used. */
export function broken(host: string, reason = "connection broke off"): EgressError {
  return new EgressError("broken", reason, `The answer of ${host} could not be read: ${reason}.`);
}

/** The caller asked for something that may not leave. Never repeats the value. */
export function invalid(reason: string): EgressError {
  return new EgressError("invalid", reason, `The request was not sent: ${reason}.`);
}

const NAME_NOT_FOUND = new Set(["ENOTFOUND", "ENODATA", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"]);
const TIMED_OUT = new Set([
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);
const UNREACHABLE = new Set(["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EHOSTDOWN", "ENETDOWN"]);
const UNTRUSTED =
  /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH|ERR_TLS_CERT|CRL_)/;
const NO_SECURE_CONNECTION = /^(?:EPROTO|ERR_SSL|ERR_TLS)/;

/** Says in our own words what undici, TLS, DNS or the socket threw. */
export function toEgressError(thrown: unknown, host: string, timeoutMs: number): EgressError {
  if (thrown instanceof EgressError) return thrown;
  const code = codeOf(thrown);
  if (NAME_NOT_FOUND.has(code)) {
    return new EgressError(
      "dns",
      "name not found",
      `The name ${host} was not found. Check this machine's network.`,
    );
  }
  if (TIMED_OUT.has(code)) return timedOut(host, timeoutMs);
  if (code === "ECONNREFUSED") {
    return new EgressError("refused", "connection refused", `${host} refused the connection.`);
  }
  if (UNREACHABLE.has(code)) {
    return new EgressError("refused", "no route to the host", `${host} cannot be reached from this machine.`);
  }
  if (UNTRUSTED.test(code)) {
    return new EgressError(
      "tls",
      "certificate not trusted",
      `The certificate of ${host} is not trusted, so nothing was sent.`,
    );
  }
  if (NO_SECURE_CONNECTION.test(code)) {
    return new EgressError("tls", "no secure connection", `${host} offers no secure connection.`);
  }
  return broken(host);
}

/** An error's code; an AggregateError (one failure per address tried) carries that of its first. */
function codeOf(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return "";
  if ("code" in thrown && typeof thrown.code === "string") return thrown.code;
  return thrown instanceof AggregateError ? codeOf(thrown.errors[0]) : "";
}

import type { ConnectorProbe } from "../../connectors/define-connector.ts";
import type { Secret } from "../vault/secret.ts";
import { EgressError } from "./egress-error.ts";
import { parseJson } from "./parse-json.ts";
import type { Egress, EgressResponse, EgressTarget } from "./send.ts";

/** A request as people may see it: the header's name, never its value. */
export interface ShownRequest {
  readonly method: "GET";
  readonly url: string;
  readonly header: string;
}

/** What a test found out about a key. */
export interface KeyTest {
  readonly verdict: "valid" | "rejected" | "limited" | "unexpected" | "unreachable";
  /** Of the last answer; null where there was none. */
  readonly status: number | null;
  readonly latencyMs: number;
  readonly traceId: string | null;
  /** One sentence for people. */
  readonly message: string;
  /** The last request that was made. */
  readonly request: ShownRequest;
  readonly testedAt: Date;
}

/** Far more than one row of anything takes. */
const MAX_BYTES = 256 * 1024;

type Finding = Pick<KeyTest, "verdict" | "message">;
type Answer = Pick<KeyTest, "status" | "latencyMs" | "traceId">;

/**
 * Asks the service whether it takes a key: probe by probe, as long as it answers "forbidden", all
 * within the egress's limit. Rejects with an `EgressError` only when cancelled.
 */
export async function testKey(
  egress: Egress,
  target: EgressTarget,
  key: Secret,
  signal?: AbortSignal,
): Promise<KeyTest> {
  const { connector } = target;
  const deadline = performance.now() + egress.limitMs;
  const forbidden: string[] = [];
  const [first, ...others] = connector.test.probes;

  let { answer, finding } = await ask(first);
  for (const probe of others) {
    if (finding !== "forbidden") break;
    ({ answer, finding } = await ask(probe));
  }
  const outcome = finding === "forbidden" || finding === "accepted" ? accepted(forbidden) : finding;
  return { ...answer, ...outcome };

  async function ask(probe: ConnectorProbe) {
    const startedAt = performance.now();
    const request: ShownRequest = {
      method: "GET",
      url: egress.urlOf(target, probe.path),
      header: connector.key.header,
    };
    try {
      const timeoutMs = deadline - startedAt;
      const response = await egress.send(target, key, {
        method: "GET",
        path: probe.path,
        timeoutMs,
        maxBytes: MAX_BYTES,
        ...(signal && { signal }),
      });
      const finding = judge(response, target);
      if (finding === "forbidden") forbidden.push(probe.reaches);
      return { answer: { ...answerOf(response), request, testedAt: new Date() }, finding };
    } catch (thrown) {
      if (!(thrown instanceof EgressError) || thrown.code === "cancelled") throw thrown;
      const latencyMs = Math.round(performance.now() - startedAt);
      const answer = { status: null, latencyMs, traceId: null, request, testedAt: new Date() };
      return { answer, finding: withoutAnswer(thrown, target, egress.limitMs) };
    }
  }
}

function answerOf({ status, latencyMs, traceId }: EgressResponse): Answer {
  return { status, latencyMs, traceId };
}

function judge(response: EgressResponse, { connector }: EgressTarget): Finding | "accepted" | "forbidden" {
  const { status } = response;
  if (status === 401) return { verdict: "rejected", message: "Key rejected" };
  if (status === 403) return "forbidden";
  if (status === 429) return unreachable("too many requests");
  if (status === 408 || status === 425 || status >= 500) {
    return unreachable(`${connector.name} answered ${status}`);
  }
  if (status >= 300 && status < 400) return unexpected(connector.name, `a redirect (${status})`);
  if (status === 404) return unexpected(connector.name, "nothing at this address (404)");
  if (status >= 400) return unexpected(connector.name, `status ${status}`);
  const body = parseJson(response.body);
  if (body === undefined) return unexpected(connector.name, notJson(response));
  return connector.test.proves(body) ? "accepted" : unexpected(connector.name, "JSON of another shape");
}

function notJson({ body, headers }: EgressResponse): string {
  if (body.trim() === "") return "an empty answer";
  return headers["content-type"]?.includes("html") ? "a web page" : "no JSON";
}

function withoutAnswer(error: EgressError, { connector }: EgressTarget, limitMs: number): Finding {
  if (error.code === "too-large") return unexpected(connector.name, error.reason);
  // A later probe has less time left; people are told of the limit of the whole test.
  return unreachable(error.code === "timeout" ? `timed out after ${limitMs / 1000} s` : error.reason);
}

function accepted(forbidden: readonly string[]): Finding {
  if (forbidden.length === 0) return { verdict: "valid", message: "Verified" };
  const names = new Intl.ListFormat("en", { type: "conjunction" }).format(forbidden);
  return { verdict: "limited", message: `Accepted, without access to ${names}` };
}

function unexpected(name: string, got: string): Finding {
  return { verdict: "unexpected", message: `The answer was not ${name}'s: ${got}` };
}

function unreachable(reason: string): Finding {
  return { verdict: "unreachable", message: `Could not check: ${reason}` };
}

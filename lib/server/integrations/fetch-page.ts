import type { EndpointPages } from "../../connectors/define-connector.ts";
import { type EndpointSettings, endpointPath } from "../../connectors/endpoint-settings.ts";
import type { CredentialInUse } from "../credentials/use-credential.ts";
import { retryAfterSeconds } from "../egress/answer-headers.ts";
import { EgressError } from "../egress/egress-error.ts";
import { type RecordPage, readRecordPage } from "../egress/record-page.ts";
import type { EgressResponse } from "../egress/send.ts";
import type { PageRequest } from "../egress/walk-pages.ts";
import { Refusal } from "../errors.ts";
import type { IntegrationInUse } from "./use-integration.ts";

const PAGE_BYTES_MAX = 16 * 1024 * 1024;

/** The service gave no page. */
export class NoRecords extends Refusal {
  /** Whether the same may work in a while. */
  readonly passes: boolean;
  readonly traceId: string | null;

  constructor(status: 429 | 502 | 504, detail: string, more: NoRecordsMore = {}) {
    const code = ({ 429: "throttled", 502: "no_records", 504: "timeout" } as const)[status];
    const { retryAfter = null } = more;
    super(
      status,
      code,
      detail,
      retryAfter === null ? {} : { headers: { "retry-after": String(retryAfter) } },
    );
    this.passes = more.passes ?? status !== 502;
    this.traceId = more.traceId ?? null;
  }
}
interface NoRecordsMore {
  passes?: boolean;
  traceId?: string | null;
  /** In seconds. */
  retryAfter?: number | null;
}

/** What a page is fetched with. */
export type PageSender = Pick<CredentialInUse, "send">;

/**
 * Fetches one page of a source with its credential, which is opened for it: what was taken away meanwhile is refused.
 * Throws nothing but refusals for what can be expected, `NoRecords` where the service is to blame.
 */
export async function fetchPage(
  source: IntegrationInUse,
  open: (source: IntegrationInUse) => Promise<PageSender>,
  { offset, count, settings }: PageRequest & { readonly settings: EndpointSettings },
  signal: AbortSignal,
): Promise<RecordPage> {
  const { connector, endpoint } = source;
  const { pages, label } = endpoint;
  if (pages === undefined) throw new NoRecords(502, `${label} has no pages. Choose another endpoint.`);
  const credential = await open(source);
  const path = pathOf(endpointPath(endpoint, settings, count), pages, offset);
  const request = { method: "GET", path, signal, maxBytes: PAGE_BYTES_MAX } as const;
  const answer = await credential.send(request, label.toLowerCase()).catch((error: unknown) => {
    throw error instanceof EgressError ? noAnswer(error) : error;
  });
  if (answer.status < 200 || answer.status > 299) throw refused(answer, connector.name, label);
  const page = readRecordPage(answer.body, pages);
  if (typeof page !== "string") return page;
  const { traceId } = answer;
  if (page === "not-a-list") {
    const what = `${connector.name} did not answer with a list of ${label.toLowerCase()}.`;
    throw new NoRecords(502, `${what} Check the credential's environment.`, { traceId });
  }
  const what = `A record of ${connector.name} has the field by which Tessera marks its own lines.`;
  throw new NoRecords(502, `${what} Read it through the credential's proxy, or tell ${connector.name}.`, {
    traceId,
  });
}

function pathOf(path: string, { offsetParameter }: EndpointPages, offset: number): string {
  return `${path}${path.includes("?") ? "&" : "?"}${offsetParameter}=${offset}`;
}

function noAnswer({ code, message }: EgressError): NoRecords {
  switch (code) {
    case "timeout":
      return new NoRecords(504, `${message} Go on in a few minutes.`);
    case "too-large":
      return new NoRecords(502, `${message} Ask with a smaller limit.`);
    case "private_address":
    case "tls":
    case "invalid":
      return new NoRecords(502, `${message} Tell your administrator.`);
    default:
      return new NoRecords(502, `${message} Go on in a few minutes.`, { passes: code !== "cancelled" });
  }
}

function refused({ status, headers, traceId }: EgressResponse, service: string, label: string): NoRecords {
  if (status === 429) {
    const detail = `${service} has had too many requests with this key. Wait a few seconds, then go on.`;
    return new NoRecords(429, detail, { traceId, retryAfter: retryAfterSeconds(headers) });
  }
  const passes = status >= 500;
  return new NoRecords(502, sentenceOn(status, service, label), { traceId, passes });
}

function sentenceOn(status: number, service: string, label: string): string {
  switch (true) {
    case status === 401:
      return `${service} rejected the key. Replace it, or let the source use another credential.`;
    case status === 403:
      return `This key has no access to ${label}. Let the source use a credential whose key may read it.`;
    case status === 404:
      return `${service} has no ${label} at this address. Check the credential's environment.`;
    case status >= 500:
      return `${service} answered ${status}. Go on in a few minutes.`;
    case status < 400:
      return `${service} answered with a redirect (${status}). Check the credential's environment.`;
    default:
      return `${service} refused the request (${status}). Test the credential, or make the source anew with other settings.`;
  }
}

import { isJson } from "../egress/answer-headers.ts";
import { parseJson } from "../egress/parse-json.ts";
import type { EgressResponse } from "../egress/send.ts";

/** A 2xx of a login page or a proxy on the way has written nothing: connectors answer in JSON, or with nothing. */
export function isAccepted({ status, headers, body }: EgressResponse): boolean {
  if (status < 200 || status > 299) return false;
  return body === "" || isJson(headers);
}

const MAX_SAID_CHARACTERS = 200;
/** A shorter text of a record stands in many a sentence by chance. */
const MIN_VALUE_CHARACTERS = 4;

/** Why the service refused a record: its status and, where that says something of its own, its sentence. */
export function refusalOf(answer: EgressResponse, record: object, service: string): string {
  const said = saidBy(answer, record);
  const why = said === null ? "" : `: ${said}`;
  return `${service} refused it with ${answer.status}${why}. Change the record, then send it again.`;
}

/** The answer's `message`, short, in one line, and only where it repeats no text of the record. */
function saidBy({ body }: EgressResponse, record: object): string | null {
  const parsed = parseJson(body);
  if (typeof parsed !== "object" || parsed === null || !("message" in parsed)) return null;
  const { message } = parsed;
  if (typeof message !== "string") return null;
  const line = message.replaceAll(/[\p{C}\p{Z}]+/gu, " ").trim();
  const said = line
    .slice(0, MAX_SAID_CHARACTERS)
    .toWellFormed()
    .replace(/[.\s]+$/, "");
  const isRepeating = valuesOf(record).some((value) => said.includes(value) || value.includes(said));
  return said === "" || isRepeating ? null : said;
}

function valuesOf(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(valuesOf);
  const text = typeof value === "string" ? value.trim() : String(value);
  return text.length < MIN_VALUE_CHARACTERS ? [] : [text];
}

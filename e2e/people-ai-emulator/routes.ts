import {
  accounts,
  activities,
  activitiesOf,
  type Collection,
  contacts,
  engagementOf,
  filtered,
  leads,
  opportunities,
  participants,
  type Row,
  teamMembers,
  teams,
} from "./data.ts";

/** What a GET answers: a list, which is still to be paged, or one record. */
export type Found = { readonly list: Collection } | { readonly record: Row };

const LISTS: ReadonlyMap<string, Collection> = new Map([
  ["teams", teams],
  ["team-members", teamMembers],
  ["accounts", accounts],
  ["opportunities", opportunities],
  ["contacts", contacts],
  ["leads", leads],
  ["activities", activities],
  ["activities/email", activitiesOf("email")],
  ["activities/call", activitiesOf("call")],
  ["activities/meeting", activitiesOf("meeting")],
  ["activities/participants", participants],
  ["accounts/insights/engagement", engagementOf(accounts)],
  ["contacts/insights/engagement", engagementOf(contacts)],
  ["leads/insights/engagement", engagementOf(leads)],
  ["opportunities/insights/engagement", engagementOf(opportunities)],
]);

/** Where single records are found: the path before the value, and the field that has it. */
const RECORDS: readonly (readonly [prefix: string, collection: Collection, field: string])[] = [
  ["accounts/crm-id", accounts, "crm_id"],
  ["opportunities/crm-id", opportunities, "crm_id"],
  ["teams/crm-id", teams, "crm_id"],
  ["contacts/email", contacts, "email"],
  ["leads/email", leads, "email"],
  ["accounts", accounts, "id"],
  ["opportunities", opportunities, "id"],
  ["teams", teams, "id"],
];

/** What is at a path under `/v0/public`, without slashes around it, if anything is. */
export function find(path: string): Found | null {
  const list = LISTS.get(path);
  if (list !== undefined) return { list };

  const slash = path.lastIndexOf("/");
  const prefix = path.slice(0, Math.max(slash, 0));
  const value = decoded(path.slice(slash + 1));
  if (value === null) return null;
  if (prefix === "team-members/team-id") {
    return { list: filtered(teamMembers, "team_id", value) };
  }
  for (const [recordPrefix, collection, field] of RECORDS) {
    if (prefix !== recordPrefix) continue;
    const matches = filtered(collection, field, value);
    return matches.size === 0 ? null : { record: matches.row(0) };
  }
  return null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

const DEFAULT_LIMIT = 1_000;
const MAX_LIMIT = 100_000;

/** The page that a query asks for, or what is wrong with it. Other parameters are ignored. */
export function pageOf(query: URLSearchParams): Page | { readonly wrong: string } {
  const offset = Number(query.get("offset") ?? 0);
  const limit = Number(query.get("limit") ?? DEFAULT_LIMIT);
  if (!Number.isSafeInteger(offset) || offset < 0) return { wrong: "offset must be 0 or more" };
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    return { wrong: `limit must be between 1 and ${MAX_LIMIT}` };
  }
  return { offset, limit };
}

const ROWS_A_CHUNK = 500;

/** The JSON of a page, in pieces, so that a hundred thousand rows are never held at once. */
export function* pageJson({ size, row }: Collection, { offset, limit }: Page): Generator<string> {
  const end = Math.min(size, offset + limit);
  yield '{"data":[';
  for (let start = offset; start < end; start += ROWS_A_CHUNK) {
    const rows: string[] = [];
    for (let index = start; index < Math.min(end, start + ROWS_A_CHUNK); index += 1) {
      rows.push(JSON.stringify(row(index)));
    }
    yield (start === offset ? "" : ",") + rows.join(",");
  }
  yield `],"meta":${JSON.stringify({ limit, offset, total: size, message: null })}}`;
}

/** From here on a number can only be milliseconds: in seconds it is the year 5138. */
const TOO_LATE_SECONDS = 100_000_000_000;

/** What is wrong with the body of an email's upsert, or null. */
export function wrongEmail(body: unknown): string | null {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return "the body must be an object";
  const { external_id, from, to, subject, timestamp } = body as Record<string, unknown>;
  if (!isText(external_id)) return "external_id is required";
  if (!isAddress(from)) return "from must be an email address";
  const recipients = Array.isArray(to) ? to : [to];
  if (recipients.length === 0 || !recipients.every(isAddress)) return "to must hold email addresses";
  if (!isText(subject)) return "subject is required";
  if (!Number.isInteger(timestamp) || Number(timestamp) <= 0 || Number(timestamp) >= TOO_LATE_SECONDS) {
    return "timestamp must be in epoch seconds";
  }
  return null;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isAddress(value: unknown): boolean {
  return isText(value) && /^[^\s@]+@[^\s@]+$/.test(value);
}

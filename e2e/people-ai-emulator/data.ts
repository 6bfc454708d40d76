import {
  ACCOUNT_TYPES,
  COMPANY_KINDS,
  COMPANY_STEMS,
  DEALS,
  EMAIL_SUBJECTS,
  FIRST_NAMES,
  LAST_NAMES,
  LEAD_SOURCES,
  MEETING_SUBJECTS,
  REGIONS,
  STAGES,
  TEAMS,
  TITLES,
} from "./words.ts";

export type Row = Readonly<Record<string, unknown>>;

/** Rows that exist only when asked for: the same index always gives the same row. */
export interface Collection {
  readonly size: number;
  row(index: number): Row;
}

const SEED = 20_260_604;
const MS_PER_DAY = 86_400_000;
const FIRST_ACTIVITY_MS = Date.UTC(2025, 0, 6, 8);
const MS_BETWEEN_ACTIVITIES = 19 * 60_000;
const LAST_CLOSE_DAYS = 730;

const TEAM_COUNT = 1 + REGIONS.length * (1 + TEAMS.length);
const MEMBER_COUNT = 320;
const ACCOUNT_COUNT = 2_000;
const OPPORTUNITY_COUNT = 5_000;
const CONTACT_COUNT = 8_000;
const LEAD_COUNT = 3_000;
const ACTIVITY_COUNT = 50_000;

/** A number in [0, 1) that depends on nothing but its arguments (a mulberry32 step over a hash). */
function chance(kind: string, index: number, field: string): number {
  let hash = SEED ^ Math.imul(index + 1, 0x9e3779b1);
  for (const character of kind + field) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), hash | 1);
  hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
  return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
}

function integer(kind: string, index: number, field: string, below: number): number {
  return Math.floor(chance(kind, index, field) * below);
}

function pick<T>(kind: string, index: number, field: string, from: readonly T[]): T {
  return from[integer(kind, index, field, from.length)] as T;
}

/** The entry at an index that wraps around. */
function at<T>(from: readonly T[], index: number): T {
  return from[index % from.length] as T;
}

const ALPHABET = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];

/** An 18-character id such as a CRM gives: three characters of the kind, then the rest. */
function crmId(prefix: string, index: number): string {
  let rest = 61_917_364_224 + index * 7_919;
  let text = "";
  while (text.length < 8) {
    text = at(ALPHABET, rest) + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return `${prefix}5f00000${text}`;
}

const accountCrmId = (index: number) => crmId("001", index);
const contactCrmId = (index: number) => crmId("003", index);
const userCrmId = (index: number) => crmId("005", index);
const opportunityCrmId = (index: number) => crmId("006", index);
const leadCrmId = (index: number) => crmId("00Q", index);
const teamCrmId = (index: number) => crmId("0TM", index);

const teamId = (index: number) => 1_001 + index;
const accountId = (index: number) => 210_001 + index;
const opportunityId = (index: number) => 440_001 + index;

/** Steps through the stems, and shifts the kinds by one at each round, so that no name comes twice. */
function companyName(index: number): string {
  const round = Math.floor(index / COMPANY_STEMS.length);
  const place = index % COMPANY_STEMS.length;
  return `${at(COMPANY_STEMS, place * 37)} ${at(COMPANY_KINDS, round + place * 5)}`;
}

function domainOf(company: string): string {
  return `${company.toLowerCase().replaceAll(" ", "-")}.example`;
}

/** Runs through the first names, and shifts the last ones by one at each round: all pairs come once. */
function personName(index: number, shift: number) {
  const round = Math.floor(index / FIRST_NAMES.length);
  const place = index % FIRST_NAMES.length;
  return { first: at(FIRST_NAMES, place * 29 + shift), last: at(LAST_NAMES, round + place * 31 + shift) };
}

/** `Inès Sørensen` writes as ines.sorensen; a number follows once all names are taken. */
function emailOf({ first, last }: { first: string; last: string }, index: number, domain: string): string {
  const plain = `${first}.${last}`.toLowerCase().replaceAll("ø", "o").normalize("NFD");
  const round = Math.floor(index / (FIRST_NAMES.length * LAST_NAMES.length));
  return `${plain.replace(/[^a-z.]/g, "")}${round === 0 ? "" : round + 1}@${domain}`;
}

const OWN_DOMAIN = "tidemark.example";

function member(index: number) {
  const name = personName(index, 11);
  return { ...name, email: emailOf(name, index, OWN_DOMAIN), crmId: userCrmId(index) };
}

function team(index: number): Row {
  const perRegion = 1 + TEAMS.length;
  const region = Math.floor((index - 1) / perRegion);
  const place = (index - 1) % perRegion;
  const isRoot = index === 0;
  const isRegion = !isRoot && place === 0;
  const path = isRoot
    ? ["Revenue"]
    : ["Revenue", at(REGIONS, region), ...(isRegion ? [] : [at(TEAMS, place - 1)])];
  return {
    id: teamId(index),
    crm_id: teamCrmId(index),
    name:
      path
        .slice(-2)
        .filter((name) => name !== "Revenue")
        .join(" ") || "Revenue",
    full_name: path.join(" / "),
    parent_team_id: isRoot ? null : isRegion ? teamId(0) : teamId(1 + region * perRegion),
  };
}

function teamMember(index: number): Row {
  const { first, last, email, crmId } = member(index);
  return {
    id: 70_001 + index,
    team_id: teamId(index % TEAM_COUNT),
    name: `${first} ${last}`,
    email,
    crm_id: crmId,
    role: index < TEAM_COUNT ? "manager" : "member",
    active: chance("member", index, "active") > 0.04,
  };
}

function account(index: number): Row {
  return {
    id: accountId(index),
    crm_id: accountCrmId(index),
    name: companyName(index),
    type: pick("account", index, "type", ACCOUNT_TYPES),
    source: chance("account", index, "source") > 0.1 ? "CRM" : "People.ai",
    active: chance("account", index, "active") > 0.08,
    deleted: false,
    owner_crm_id: userCrmId(integer("account", index, "owner", MEMBER_COUNT)),
  };
}

function opportunity(index: number): Row {
  const accountIndex = integer("opportunity", index, "account", ACCOUNT_COUNT);
  const stage = pick("opportunity", index, "stage", STAGES);
  const closesAt = FIRST_ACTIVITY_MS + integer("opportunity", index, "close", LAST_CLOSE_DAYS) * MS_PER_DAY;
  return {
    id: opportunityId(index),
    crm_id: opportunityCrmId(index),
    name: `${companyName(accountIndex)} – ${pick("opportunity", index, "deal", DEALS)}`,
    stage,
    amount: (4 + integer("opportunity", index, "amount", 480)) * 500,
    currency: "USD",
    close_date: new Date(closesAt).toISOString().slice(0, 10),
    is_closed: stage.startsWith("Closed"),
    account_crm_id: accountCrmId(accountIndex),
    owner_crm_id: userCrmId(integer("opportunity", index, "owner", MEMBER_COUNT)),
    deleted: false,
  };
}

/** Contacts are spread so that each account has four. */
const accountOfContact = (index: number) => index % ACCOUNT_COUNT;

function contactPerson(index: number) {
  const name = personName(index, 0);
  return { ...name, email: emailOf(name, index, domainOf(companyName(accountOfContact(index)))) };
}

function contact(index: number): Row {
  const { first, last, email } = contactPerson(index);
  return {
    id: 520_001 + index,
    crm_id: contactCrmId(index),
    name: `${first} ${last}`,
    email,
    title: pick("contact", index, "title", TITLES),
    phone: `+1 555 01${String(integer("contact", index, "phone", 100)).padStart(2, "0")}`,
    account_crm_id: accountCrmId(accountOfContact(index)),
    source: "CRM",
    active: chance("contact", index, "active") > 0.06,
    deleted: false,
  };
}

function lead(index: number): Row {
  const name = personName(index, 5);
  const company = companyName((index * 1_213) % ACCOUNT_COUNT);
  return {
    id: 830_001 + index,
    crm_id: leadCrmId(index),
    name: `${name.first} ${name.last}`,
    email: emailOf(name, index, domainOf(company)),
    company,
    title: pick("lead", index, "title", TITLES),
    source: pick("lead", index, "source", LEAD_SOURCES),
    converted: chance("lead", index, "converted") > 0.8,
    deleted: false,
  };
}

/** Of five activities three are emails, one a call, one a meeting. */
const KINDS = ["email", "meeting", "email", "call", "email"] as const;
export type ActivityKind = (typeof KINDS)[number];

function activityUid(index: number): string {
  const high = integer("activity", index, "uid", 2 ** 32);
  return `act_${high.toString(16).padStart(8, "0")}${index.toString(16).padStart(8, "0")}`;
}

function activity(index: number): Row {
  const kind = at(KINDS, index);
  const contactIndex = integer("activity", index, "contact", CONTACT_COUNT);
  const accountIndex = accountOfContact(contactIndex);
  const subjects = kind === "email" ? EMAIL_SUBJECTS : kind === "meeting" ? MEETING_SUBJECTS : ["Call:"];
  const sender = member(integer("activity", index, "member", MEMBER_COUNT));
  const jitterMs = integer("activity", index, "minute", MS_BETWEEN_ACTIVITIES);
  return {
    uid: activityUid(index),
    type: kind,
    subject: `${pick("activity", index, "subject", subjects)} ${pick("activity", index, "deal", DEALS).toLowerCase()}`,
    timestamp: FIRST_ACTIVITY_MS + index * MS_BETWEEN_ACTIVITIES + jitterMs,
    duration_minutes: kind === "email" ? null : 15 * (1 + integer("activity", index, "duration", 4)),
    from: sender.email,
    to: [contactPerson(contactIndex).email],
    account_id: accountId(accountIndex),
    account_name: companyName(accountIndex),
    opportunity_id: opportunityId(integer("activity", index, "opportunity", OPPORTUNITY_COUNT)),
    direction: chance("activity", index, "direction") > 0.4 ? "outbound" : "inbound",
  };
}

/** Each activity has two: who wrote or called, and whom. */
function participant(index: number): Row {
  const { uid, from, to } = activity(Math.floor(index / 2));
  const isInternal = index % 2 === 0;
  return {
    activity_uid: uid,
    email: isInternal ? from : (to as readonly string[])[0],
    internal: isInternal,
    role: isInternal ? "organizer" : "attendee",
  };
}

/** The collection of one kind of activity: the n-th email is three fifths through the n-th five. */
export function activitiesOf(kind: ActivityKind): Collection {
  const places = KINDS.flatMap((other, place) => (other === kind ? [place] : []));
  return {
    size: (ACTIVITY_COUNT / KINDS.length) * places.length,
    row: (index) => activity(Math.floor(index / places.length) * KINDS.length + at(places, index)),
  };
}

export const teams: Collection = { size: TEAM_COUNT, row: team };
export const teamMembers: Collection = { size: MEMBER_COUNT, row: teamMember };
export const accounts: Collection = { size: ACCOUNT_COUNT, row: account };
export const opportunities: Collection = { size: OPPORTUNITY_COUNT, row: opportunity };
export const contacts: Collection = { size: CONTACT_COUNT, row: contact };
export const leads: Collection = { size: LEAD_COUNT, row: lead };
export const activities: Collection = { size: ACTIVITY_COUNT, row: activity };
export const participants: Collection = { size: ACTIVITY_COUNT * 2, row: participant };

/** How much is going on around each row of another collection. */
export function engagementOf({ size, row }: Collection): Collection {
  return {
    size,
    row(index) {
      const { id, crm_id, name } = row(index);
      const count = integer("engagement", index, String(crm_id), 120);
      return {
        id,
        crm_id,
        name,
        engagement_level: count > 80 ? "high" : count > 30 ? "medium" : "low",
        activity_count: count,
        last_activity_timestamp:
          count === 0
            ? null
            : FIRST_ACTIVITY_MS +
              integer("engagement", index, "last", ACTIVITY_COUNT) * MS_BETWEEN_ACTIVITIES,
      };
    },
  };
}

/** The rows whose field reads as a given text. Looks at every row: cheap enough, nothing is kept. */
export function filtered({ size, row }: Collection, field: string, value: string): Collection {
  const indexes: number[] = [];
  for (let index = 0; index < size; index += 1) {
    if (String(row(index)[field]) === value) indexes.push(index);
  }
  return { size: indexes.length, row: (index) => row(indexes[index] as number) };
}

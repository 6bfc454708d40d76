import { z } from "zod";
import type { Direction } from "../../connectors/define-connector.ts";
import type { EndpointSettings } from "../../connectors/endpoint-settings.ts";
import type { Page, Verdict } from "../../credentials.ts";
import type { Integration, IntegrationQuery } from "../../integrations.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach, integrationsInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import { decodeCursor, encodeCursor, storableMoment } from "../cursor.ts";
import { plannedAnew, statement, violatedConstraint } from "../db.ts";
import { escapeLike } from "../escape-like.ts";
import { Prisma } from "../generated/prisma/client.ts";

interface IntegrationRow {
  id: string;
  direction: Direction;
  connector: string;
  endpoint: string;
  settings: EndpointSettings;
  name: string;
  description: string;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
  revision: number;
  ownerName: string | null;
  credentialId: string;
  credentialName: string;
  environment: string;
  verdict: Verdict;
  testedAt: string | null;
}

const columns = Prisma.sql`
  i.id, i.direction, i.connector, i.endpoint, i.settings, i.name, i.description, i."createdById", i."createdAt",
  i."updatedAt", i.revision, u.name AS "ownerName", c.id AS "credentialId", c.name AS "credentialName", c.environment, c.verdict, c."testedAt"`;
const joins = Prisma.sql`
  JOIN "Credential" c ON c.id = i."credentialId" LEFT JOIN "User" u ON u.id = i."createdById"`;

function toIntegration(row: IntegrationRow): Integration {
  return {
    id: row.id,
    direction: row.direction,
    connector: row.connector,
    endpoint: row.endpoint,
    settings: row.settings,
    name: row.name,
    description: row.description,
    credential: {
      id: row.credentialId,
      name: row.credentialName,
      environment: row.environment,
      verdict: row.verdict,
      testedAt: row.testedAt,
    },
    owner: row.createdById === null ? null : { id: row.createdById, name: row.ownerName ?? "" },
    revision: row.revision,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

export interface NewIntegrationRow {
  id: string;
  direction: Direction;
  connector: string;
  credentialId: string;
  endpoint: string;
  settings: EndpointSettings;
  name: string;
  description: string;
}

/** As an event tells of them: `from=2026-01-31`. */
function told(settings: EndpointSettings): string[] {
  return Object.entries(settings).map(([name, value]) => `${name}=${value}`);
}

/** The same, and nothing where none is set. */
function settingsTold(settings: EndpointSettings): { settings?: string[] } {
  return Object.keys(settings).length === 0 ? {} : { settings: told(settings) };
}

/**
 * Stores an integration with its audit event, in one statement. `no-credential`, with nothing stored,
 * when the actor can reach no such credential of that connector; `id-taken` when its id is.
 */
export async function insertIntegration(
  actor: Actor,
  row: NewIntegrationRow,
): Promise<Integration | "no-credential" | "id-taken"> {
  const { id, name, connector, credentialId, endpoint, settings, description } = row;
  const audit = auditInsert(
    actor,
    {
      action: `${row.direction}.created`,
      subject: { id, name },
      credentialId,
      after: { name, connector, credentialId, endpoint, ...settingsTold(settings), description },
    },
    "changed",
  );
  try {
    const rows = await statement<IntegrationRow>`
      WITH used AS (
        SELECT c.* FROM "Credential" c
        WHERE c.id = ${row.credentialId}::uuid AND c.connector = ${row.connector} AND ${credentialsInReach(actor)}
        FOR KEY SHARE
      ), changed AS (
        INSERT INTO "Integration" (id, "organizationId", direction, connector, "credentialId", endpoint, settings,
                                   name, description, "createdById")
        SELECT ${row.id}::uuid, "organizationId", ${row.direction}, connector, id, ${row.endpoint},
               ${JSON.stringify(settings)}::jsonb, ${row.name}, ${row.description}, ${actor.userId}
        FROM used
        RETURNING *
      ), audited AS (${audit})
      SELECT ${columns} FROM changed i ${joins}`;
    return rows[0] === undefined ? "no-credential" : toIntegration(rows[0]);
  } catch (error) {
    if (violatedConstraint(error) !== null) return "id-taken";
    throw error;
  }
}

export interface IntegrationEdit {
  /** The integration as it is: nothing is changed unless its row still has this revision. */
  from: Integration;
  /** Those fields that become other ones than they are. */
  changes: Partial<EditableValues>;
}

/** What can be edited of an integration, as it is. */
interface EditableValues {
  name: string;
  description: string;
  credentialId: string;
  settings: EndpointSettings;
}

/**
 * Changes an integration, with its audit event, in one statement. Null, with nothing changed, when somebody was faster;
 * `no-credential` when the actor can reach no such credential of its connector.
 */
export async function updateIntegration(
  actor: Actor,
  { from, changes }: IntegrationEdit,
): Promise<Integration | "no-credential" | null> {
  const was = fieldsOf(from);
  const to = { ...was, ...changes };
  const changed = Object.keys(changes) as (keyof EditableValues)[];
  const tell = (values: EditableValues) =>
    Object.fromEntries(
      changed.map((field) => [field, field === "settings" ? told(values.settings) : values[field]]),
    );
  const audit = auditInsert(
    actor,
    {
      action: `${from.direction}.updated`,
      subject: { id: from.id, name: to.name },
      credentialId: to.credentialId,
      before: tell(was),
      after: tell(to),
    },
    "changed",
  );
  // Whoever deletes the credential waits until it is used, and is refused then.
  const rows = await statement<IntegrationRow & { id: string | null; targets: number }>`
    WITH target AS (
      SELECT c.id FROM "Credential" c
      WHERE c.id = ${to.credentialId}::uuid AND c.connector = ${from.connector} AND ${credentialsInReach(actor)}
      FOR KEY SHARE
    ), changed AS (
      UPDATE "Integration" i SET
        name = ${to.name}, description = ${to.description}, "credentialId" = target.id,
        settings = ${JSON.stringify(to.settings)}::jsonb,
        revision = i.revision + 1, "updatedAt" = now()
      FROM target
      WHERE i.id = ${from.id}::uuid AND ${integrationsInReach(actor)} AND i.revision = ${from.revision}
      RETURNING i.*
    ), audited AS (${audit})
    SELECT t.targets, edited.*
    FROM (SELECT count(*)::int AS targets FROM target) t
    LEFT JOIN (SELECT ${columns} FROM changed i ${joins}) edited ON true`;
  const [row] = rows;
  if (row === undefined || row.targets === 0) return "no-credential";
  return row.id === null ? null : toIntegration(row);
}

/**
 * Deletes an integration, with its audit event, in one statement: its credential is used by one less. False, with
 * nothing deleted, when it has changed meanwhile or is gone.
 */
export async function removeIntegration(actor: Actor, from: Integration): Promise<boolean> {
  const { id, direction, connector, endpoint, settings, name, description } = from;
  const audit = auditInsert(
    actor,
    {
      action: `${direction}.deleted`,
      subject: { id, name },
      credentialId: from.credential.id,
      before: {
        name,
        description,
        credentialId: from.credential.id,
        connector,
        endpoint,
        ...settingsTold(settings),
      },
    },
    "changed",
  );
  const rows = await statement<{ removed: number }>`
    WITH changed AS (
      DELETE FROM "Integration" i
      WHERE i.id = ${id}::uuid AND ${integrationsInReach(actor)} AND i.revision = ${from.revision}
      RETURNING i.id
    ), audited AS (${audit})
    SELECT count(*)::int AS removed FROM changed`;
  return rows[0]?.removed === 1;
}

/** What can be edited of it, as it is. */
function fieldsOf({ name, description, credential, settings }: Integration): EditableValues {
  return { name, description, credentialId: credential.id, settings };
}

/** An integration in the actor's reach, or null. */
export async function findIntegration(actor: Actor, id: string): Promise<Integration | null> {
  const rows = await statement<IntegrationRow>`
    SELECT ${columns} FROM "Integration" i ${joins}
    WHERE i.id = ${id}::uuid AND ${integrationsInReach(actor)}`;
  return rows[0] === undefined ? null : toIntegration(rows[0]);
}

const afterNewest = z.tuple([storableMoment, z.uuid()]);

/** A page of one direction's integrations, the newest first. */
export async function findIntegrations(
  actor: Actor,
  direction: Direction,
  query: IntegrationQuery,
): Promise<Page<Integration>> {
  const conditions = [integrationsInReach(actor), Prisma.sql`i.direction = ${direction}`];
  if (query.cursor !== undefined) {
    const [createdAt, id] = decodeCursor(query.cursor, afterNewest);
    conditions.push(Prisma.sql`(i."createdAt", i.id) < (${createdAt}::timestamptz, ${id}::uuid)`);
  }
  const rows = await statement<IntegrationRow>`
    SELECT ${columns} FROM "Integration" i ${joins}
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${query.limit + 1}`;
  const last = rows[query.limit - 1];
  const more = rows.length > query.limit && last !== undefined;
  return {
    data: rows.slice(0, query.limit).map(toIntegration),
    nextCursor: more ? encodeCursor([last.createdAt, last.id]) : null,
  };
}

/** How many integrations of each direction there are in the actor's reach, counted up to `most`. */
export async function countByDirectionUpTo(
  actor: Actor,
  most: number,
): Promise<{ sources: number; destinations: number }> {
  const countOf = (direction: Direction) => Prisma.sql`(
    SELECT count(*)::int FROM (
      SELECT FROM "Integration" i WHERE ${integrationsInReach(actor)} AND i.direction = ${direction} LIMIT ${most}
    ) counted
  )`;
  const rows = await statement<{ sources: number; destinations: number }>`
    SELECT ${countOf("source")} AS sources, ${countOf("destination")} AS destinations`;
  return rows[0] ?? { sources: 0, destinations: 0 };
}

/** As the indexes in the migration have it: word for word the same, or they are not used. */
const nameKey = Prisma.sql`(lower(i.name) COLLATE "C")`;

/** How many of each direction, the newest first, are looked through before the trigrams are asked. */
const LOOKED_THROUGH = 1_000;
/** A shorter text has no trigram wherever it stands. */
const ANYWHERE_FROM = 3;
const RARE = 500;

interface Named {
  id: string;
  name: string;
  direction: Direction;
}

/**
 * Up to `limit` integrations whose name has the text in it: those that begin with it by name, then the newest. A text of
 * one or two characters is found elsewhere in a name only among the newest 1,000 of each direction.
 */
export async function findNamed(actor: Actor, text: string, limit: number): Promise<Named[]> {
  const literal = escapeLike(text.toLowerCase());
  const begins = Prisma.sql`${nameKey} LIKE ${`${literal}%`}`;
  const elsewhere = Prisma.sql`${nameKey} LIKE ${`%${literal}%`} AND NOT ${begins}`;
  const found = await plannedAnew<Named>`
    (SELECT i.id, i.name, i.direction FROM "Integration" i
     WHERE ${integrationsInReach(actor)} AND ${begins} ORDER BY ${nameKey}, i.id LIMIT ${limit}::int)
    UNION ALL
    (SELECT i.id, i.name, i.direction FROM (VALUES ('source'), ('destination')) of(direction)
     CROSS JOIN LATERAL (
       SELECT * FROM "Integration" i WHERE ${integrationsInReach(actor)} AND i.direction = of.direction
       ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${LOOKED_THROUGH}::int
     ) i
     WHERE ${elsewhere} ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${limit}::int)`;
  if (found.length >= limit || [...text].length < ANYWHERE_FROM) return found.slice(0, limit);
  const rare = await plannedAnew<Named>`
    SELECT i.id, i.name, i.direction FROM (
      SELECT * FROM "Integration" i WHERE ${integrationsInReach(actor)} AND ${elsewhere} LIMIT ${RARE}::int
    ) i
    ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${limit}::int`;
  const known = new Set(found.map(({ id }) => id));
  return [...found, ...rare.filter(({ id }) => !known.has(id))].slice(0, limit);
}

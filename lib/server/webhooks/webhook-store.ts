import { v7 as uuidv7 } from "uuid";
import type { Delivery, Webhook } from "../../webhooks.ts";
import type { Actor } from "../access/actor.ts";
import { auditInsert } from "../audit/audit.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";

interface WebhookRow extends Webhook {
  id: string;
}

const shown = Prisma.sql`w.id, w.url, w."createdAt", w."updatedAt"`;
/** What the trail, which is kept for ever, says of an address: what follows is often a secret. */
const originOf = (url: Prisma.Sql) => Prisma.sql`regexp_replace(${url}, '^(https?://[^/?]+).*$', '\\1')`;
const origin = originOf(Prisma.sql`url`);
const told = Prisma.sql`jsonb_build_object('url', ${origin})`;

/** The organization's webhook, or null. Never its secret. */
export async function findWebhook(actor: Actor): Promise<WebhookRow | null> {
  const [row] = await statement<WebhookRow>`
    SELECT ${shown} FROM "Webhook" w WHERE w."organizationId" = ${actor.organizationId}`;
  return row ?? null;
}

/** Sets a webhook where there is none, with its audit event. Null, with nothing stored, where there is one. */
export async function insertWebhook(
  actor: Actor,
  row: { id: string; url: string; sealedSecret: string },
): Promise<WebhookRow | null> {
  const audit = auditInsert(
    actor,
    {
      action: "webhook.changed",
      subject: { id: row.id, name: origin },
      after: told,
    },
    "changed",
  );
  const [inserted] = await statement<WebhookRow>`
    WITH changed AS (
      INSERT INTO "Webhook" (id, "organizationId", url, "sealedSecret")
      VALUES (${row.id}::uuid, ${actor.organizationId}, ${row.url}, ${row.sealedSecret})
      ON CONFLICT DO NOTHING
      RETURNING *
    ), audited AS (${audit})
    SELECT ${shown} FROM changed w`;
  return inserted ?? null;
}

/** Gives the webhook another address, with its audit event. Null where there is none. */
export async function updateWebhookUrl(actor: Actor, url: string): Promise<WebhookRow | null> {
  const audit = auditInsert(
    actor,
    {
      action: "webhook.changed",
      subject: { id: actor.organizationId, name: origin },
      before: Prisma.sql`jsonb_build_object('url', ${originOf(Prisma.sql`"earlierUrl"`)})`,
      after: told,
    },
    "changed",
  );
  const [updated] = await statement<WebhookRow>`
    WITH earlier AS (
      SELECT w."organizationId", w.url AS "earlierUrl" FROM "Webhook" w
      WHERE w."organizationId" = ${actor.organizationId} FOR UPDATE
    ), changed AS (
      UPDATE "Webhook" w SET url = ${url}, "updatedAt" = now() FROM earlier
      WHERE w."organizationId" = earlier."organizationId"
      RETURNING w.*, earlier."earlierUrl"
    ), audited AS (${audit})
    SELECT ${shown} FROM changed w`;
  return updated ?? null;
}

/**
 * Puts another sealed secret in the place of version `secretVersion - 1`, with its audit event. Null where that is not
 * the version any more.
 */
export async function replaceSecret(
  actor: Actor,
  { sealedSecret, secretVersion }: { sealedSecret: string; secretVersion: number },
): Promise<WebhookRow | null> {
  const audit = auditInsert(
    actor,
    { action: "webhook.secret_replaced", subject: { id: actor.organizationId, name: origin } },
    "changed",
  );
  const [updated] = await statement<WebhookRow>`
    WITH changed AS (
      UPDATE "Webhook" w
      SET "sealedSecret" = ${sealedSecret}, "secretVersion" = ${secretVersion}::int, "updatedAt" = now()
      WHERE w."organizationId" = ${actor.organizationId} AND w."secretVersion" = ${secretVersion}::int - 1
      RETURNING w.*
    ), audited AS (${audit})
    SELECT ${shown} FROM changed w`;
  return updated ?? null;
}

/** What the secret of the organization's webhook is sealed to; null where there is none. */
export async function findSecretBinding(actor: Actor): Promise<{ id: string; secretVersion: number } | null> {
  const [row] = await statement<{ id: string; secretVersion: number }>`
    SELECT w.id, w."secretVersion" FROM "Webhook" w WHERE w."organizationId" = ${actor.organizationId}`;
  return row ?? null;
}

/** Removes the webhook with its secret and all that waits to be sent, with its audit event. */
export async function deleteWebhook(actor: Actor): Promise<void> {
  const audit = auditInsert(
    actor,
    {
      action: "webhook.removed",
      subject: { id: actor.organizationId, name: origin },
      before: told,
    },
    "changed",
  );
  await statement`
    WITH changed AS (
      DELETE FROM "Webhook" w WHERE w."organizationId" = ${actor.organizationId} RETURNING w.*
    ) ${audit}`;
}

/** Puts an event on its way that says nothing but that it is one. Answers its id, or null where no webhook is set. */
export async function insertTestDelivery(actor: Actor): Promise<string | null> {
  const rows = await statement<{ id: string }>`
    INSERT INTO "WebhookDelivery" (id, "organizationId", event, data)
    SELECT ${uuidv7()}::uuid, w."organizationId", 'webhook.test',
           jsonb_build_object('organizationId', w."organizationId", 'requestedBy', ${actor.name}::text)
    FROM "Webhook" w WHERE w."organizationId" = ${actor.organizationId}
    FOR KEY SHARE
    RETURNING id`;
  return rows[0]?.id ?? null;
}

const DELIVERIES_SHOWN = 20;

interface DeliveryRow extends Omit<Delivery, "state"> {}

const delivery = Prisma.sql`
  d.id, d.event, d.attempts, d.status, d.failure, d."createdAt", d."deliveredAt", d."nextTryAt"`;

/** One of the organization's deliveries, or null. */
export async function findDelivery(actor: Actor, id: string): Promise<Delivery | null> {
  const [row] = await statement<DeliveryRow>`
    SELECT ${delivery} FROM "WebhookDelivery" d
    WHERE d."organizationId" = ${actor.organizationId} AND d.id = ${id}::uuid`;
  return row === undefined ? null : { ...row, state: stateOf(row) };
}

/** The latest deliveries, the newest first. Not what they said. */
export async function findDeliveries(actor: Actor): Promise<Delivery[]> {
  const rows = await statement<DeliveryRow>`
    SELECT ${delivery} FROM "WebhookDelivery" d
    WHERE d."organizationId" = ${actor.organizationId}
    ORDER BY d."createdAt" DESC, d.id DESC LIMIT ${DELIVERIES_SHOWN}::int`;
  return rows.map((row) => ({ ...row, state: stateOf(row) }));
}

function stateOf({ deliveredAt, nextTryAt }: DeliveryRow): Delivery["state"] {
  if (deliveredAt !== null) return "delivered";
  return nextTryAt === null ? "failed" : "waiting";
}

/** One that is due, with what is needed to send it. */
export interface DueDelivery {
  id: string;
  event: string;
  data: unknown;
  createdAt: string;
  /** Counts this try. */
  attempts: number;
  organizationId: string;
  webhookId: string;
  url: string;
  sealedSecret: string;
  secretVersion: number;
}

/**
 * Takes the delivery that is due longest, of those to no organization of `notTo`, or the one with this `id` where it is
 * due, for `leaseSeconds`: nobody else gets it meanwhile, and whoever comes after that takes it that it was never sent.
 */
export async function takeDueDelivery(
  which: { notTo: string[] } | { id: string },
  leaseSeconds: number,
): Promise<DueDelivery | null> {
  const condition =
    "id" in which
      ? Prisma.sql`d.id = ${which.id}::uuid`
      : Prisma.sql`d."organizationId" <> ALL (${which.notTo}::text[])`;
  const [taken] = await statement<DueDelivery>`
    WITH due AS (
      SELECT d.id FROM "WebhookDelivery" d WHERE d."nextTryAt" <= now() AND ${condition}
      ORDER BY d."nextTryAt" LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE "WebhookDelivery" d
    SET attempts = d.attempts + 1, "nextTryAt" = now() + make_interval(secs => ${leaseSeconds}::int)
    FROM due, "Webhook" w
    WHERE d.id = due.id AND w."organizationId" = d."organizationId"
    RETURNING d.id, d.event, d.data, d."createdAt", d.attempts, d."organizationId", w.id AS "webhookId", w.url,
              w."sealedSecret", w."secretVersion"`;
  return taken ?? null;
}

/** Keeps how a try ended. Without `nextTryAt` a failed one is given up. */
export async function saveTry(
  id: string,
  outcome: { status: number | null; failure: string | null; nextTryAt: Date | null },
): Promise<void> {
  await statement`
    UPDATE "WebhookDelivery" d
    SET status = ${outcome.status}::int, failure = ${outcome.failure}, "nextTryAt" = ${outcome.nextTryAt}::timestamptz,
        "deliveredAt" = CASE WHEN ${outcome.failure}::text IS NULL THEN now() END
    WHERE d.id = ${id}::uuid`;
}

/** Forgets deliveries that ended before `before`. Answers how many, at most `limit`. */
export async function forgetDeliveries(before: Date, limit: number): Promise<number> {
  const rows = await statement<{ id: string }>`
    DELETE FROM "WebhookDelivery" d WHERE d.id IN (
      SELECT e.id FROM "WebhookDelivery" e WHERE e."nextTryAt" IS NULL AND e."createdAt" < ${before}::timestamptz
      LIMIT ${limit}::int
    ) RETURNING d.id`;
  return rows.length;
}

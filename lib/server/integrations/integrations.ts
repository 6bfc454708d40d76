import { isDeepStrictEqual } from "node:util";
import { validate as isUuid, v7 as uuidv7 } from "uuid";
import type { Direction } from "../../connectors/define-connector.ts";
import type { EndpointSettings } from "../../connectors/endpoint-settings.ts";
import { findConnector, findEndpoint } from "../../connectors/index.ts";
import { type Counted, countedUpTo } from "../../counted.ts";
import type { Page } from "../../credentials.ts";
import { directions } from "../../directions.ts";
import {
  editableIntegrationFields,
  type Integration,
  type IntegrationChanges,
  type IntegrationQuery,
  type NewIntegration,
} from "../../integrations.ts";
import type { Actor } from "../access/actor.ts";
import { authorize, mayChangeIntegration } from "../access/authorize.ts";
import { changedMeanwhile, invalid, notFound, Refusal, requireRevision } from "../errors.ts";
import { checkSettings } from "./check-settings.ts";
import * as store from "./integration-store.ts";

/**
 * Creates a source or a destination that uses a credential of the actor's organization. Safe to retry
 * with the same `id`. Refuses with 422 naming the field that is to blame.
 */
export async function createIntegration(
  actor: Actor,
  direction: Direction,
  input: NewIntegration,
): Promise<Integration> {
  authorize(actor, "integration:create");
  const connector = findConnector(input.connector);
  if (connector === undefined) {
    throw invalid([{ field: "connector", message: "Choose one of the services that Tessera knows." }]);
  }
  const endpoint = findEndpoint(connector, direction, input.endpoint);
  if (endpoint === undefined) {
    throw invalid([
      { field: "endpoint", message: `Choose an endpoint of ${connector.name} for a ${direction}.` },
    ]);
  }
  const settings = checkSettings(connector, endpoint, input.settings);
  const row = { ...input, settings, id: input.id ?? uuidv7(), direction };
  const created = await store.insertIntegration(actor, row);
  if (created === "no-credential") throw noCredential();
  return created === "id-taken" ? earlierTry(actor, row) : created;
}

async function earlierTry(actor: Actor, row: store.NewIntegrationRow): Promise<Integration> {
  const existing = await store.findIntegration(actor, row.id);
  const same =
    existing !== null &&
    existing.direction === row.direction &&
    existing.credential.id === row.credentialId &&
    existing.endpoint === row.endpoint &&
    isDeepStrictEqual(existing.settings, row.settings) &&
    existing.name === row.name &&
    existing.description === row.description;
  if (same) return existing;
  throw new Refusal(409, "id_taken", `This ${row.direction} was created already: look for it in the list.`, {
    errors: [{ field: "id", message: "This id is taken: make a new one, or leave it out." }],
  });
}

/** A page of sources or of destinations, the newest first. */
export async function listIntegrations(
  actor: Actor,
  direction: Direction,
  query: IntegrationQuery,
): Promise<Page<Integration>> {
  authorize(actor, "integration:read");
  return store.findIntegrations(actor, direction, query);
}

/** One source or destination. Refuses with 404 what is of the other direction or of another organization. */
export async function getIntegration(actor: Actor, direction: Direction, id: string): Promise<Integration> {
  authorize(actor, "integration:read");
  const integration = isUuid(id) ? await store.findIntegration(actor, id) : null;
  if (integration?.direction !== direction) throw notFound(directions[direction].one);
  return integration;
}

/**
 * Changes its name, its description, its settings, or which credential of the same service it uses. `revision` is the one that whoever
 * edits has seen; null stands for whichever it is. Safe to retry: what is so already changes nothing. Refuses with 412
 * `changed_meanwhile` when somebody else was faster, and with 422 a credential that is not there and settings that its
 * endpoint does not take.
 */
export async function editIntegration(
  actor: Actor,
  direction: Direction,
  id: string,
  fields: IntegrationChanges,
  revision: number | null,
): Promise<Integration> {
  const from = await findChangeable(actor, direction, id, "edit");
  const changes = differing(from, { ...fields, settings: checkedSettings(from, fields) });
  if (Object.keys(changes).length === 0) return from;
  requireRevision(from, revision, direction);
  const edited = await store.updateIntegration(actor, { from, changes });
  if (edited === "no-credential") throw noCredential();
  if (edited === null) throw changedMeanwhile(revision === null ? 409 : 412, direction);
  return edited;
}

/** Deletes it for good, and lets its credential go. Refuses with 409 `changed_meanwhile` what changes at that moment. */
export async function deleteIntegration(actor: Actor, direction: Direction, id: string): Promise<void> {
  const integration = await findChangeable(actor, direction, id, "delete");
  if (await store.removeIntegration(actor, integration)) return;
  if ((await store.findIntegration(actor, id)) === null) throw notFound(directions[direction].one);
  throw changedMeanwhile(409, direction);
}

/** Refuses with 404 what is out of reach, and with 403 what is another's. */
async function findChangeable(
  actor: Actor,
  direction: Direction,
  id: string,
  verb: "edit" | "delete",
): Promise<Integration> {
  authorize(actor, "integration:change-own");
  const integration = isUuid(id) ? await store.findIntegration(actor, id) : null;
  if (integration?.direction !== direction) throw notFound(directions[direction].one);
  if (mayChangeIntegration(actor, integration.owner?.id ?? null)) return integration;
  throw new Refusal(
    403,
    "forbidden",
    `Only its owner or an admin can ${verb} this ${direction}. Ask one of them.`,
  );
}

/** The settings that it is to have, as its endpoint takes them; undefined where they stay. */
function checkedSettings(
  { connector, direction, endpoint }: Integration,
  { settings }: IntegrationChanges,
): EndpointSettings | undefined {
  if (settings === undefined) return undefined;
  const known = findConnector(connector);
  const knownEndpoint = known && findEndpoint(known, direction, endpoint);
  if (known === undefined || knownEndpoint === undefined) {
    const message = "Tessera does not know its endpoint any more: leave the parameters out.";
    throw invalid([{ field: "settings", message }]);
  }
  return checkSettings(known, knownEndpoint, settings);
}

type CheckedChanges = store.IntegrationEdit["changes"];

/** Those of the fields that would become other ones than they are. */
function differing(
  from: Integration,
  fields: { [Name in keyof CheckedChanges]: CheckedChanges[Name] | undefined },
): CheckedChanges {
  const was = { ...from, credentialId: from.credential.id };
  const names = editableIntegrationFields.filter(
    (name) => fields[name] !== undefined && !isDeepStrictEqual(fields[name], was[name]),
  );
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

function noCredential(): Refusal {
  return invalid([
    { field: "credentialId", message: "There is no such credential any more: choose another one." },
  ]);
}

const COUNTED_AT_MOST = 1_000;

/** How many sources and destinations there are; beyond 1,000 it says only that there are more. */
export async function countIntegrations(actor: Actor): Promise<{ sources: Counted; destinations: Counted }> {
  authorize(actor, "integration:read");
  const { sources, destinations } = await store.countByDirectionUpTo(actor, COUNTED_AT_MOST + 1);
  return {
    sources: countedUpTo(COUNTED_AT_MOST, sources),
    destinations: countedUpTo(COUNTED_AT_MOST, destinations),
  };
}

/** A few sources and destinations that are called so. */
export async function findIntegrationsNamed(
  actor: Actor,
  text: string,
  limit: number,
): Promise<{ id: string; name: string; direction: Direction }[]> {
  authorize(actor, "integration:read");
  return store.findNamed(actor, text.trim(), limit);
}

import type { SampleRows } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { previewRows } from "../credentials/preview.ts";
import { integrationForUse } from "./use-integration.ts";

/** At most 10 rows of a source, as `previewRows` gives them. */
export async function previewSource(actor: Actor, id: string, signal: AbortSignal): Promise<SampleRows> {
  const { integration } = await integrationForUse(actor, "source", id);
  const { endpoint, settings, credential } = integration;
  return previewRows(actor, credential.id, { endpoint, settings }, signal, { integrationId: integration.id });
}

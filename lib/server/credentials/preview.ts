import { findEndpoint } from "../../connectors/index.ts";
import type { PreviewRequest, SampleRows } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { EgressError } from "../egress/egress-error.ts";
import { fetchSampleRows, SampleError } from "../egress/preview.ts";
import { invalid, Refusal } from "../errors.ts";
import { checkSettings } from "../integrations/check-settings.ts";
import { recordOpening } from "./key-store.ts";
import { openForUse, type Use } from "./use-credential.ts";

/**
 * At most 10 rows of a source's endpoint with these settings, fetched with the credential. The opening is recorded before
 * the key is used. Refuses with what the service said when there are no rows to show.
 */
export async function previewRows(
  actor: Actor,
  id: string,
  request: PreviewRequest,
  signal: AbortSignal,
  use: Use = {},
): Promise<SampleRows> {
  const credential = await openForUse(actor, id, use);
  const { connector } = credential;
  const endpoint = findEndpoint(connector, "source", request.endpoint);
  if (endpoint === undefined)
    throw invalid([{ field: "endpoint", message: "Choose one of the service's endpoints." }]);

  const settings = checkSettings(connector, endpoint, request.settings);

  await recordOpening(actor, id, "credential.previewed", { endpoint: endpoint.id });
  const tell = (status: number, latencyMs: number | null, traceId: string | null) =>
    credential.tell({ status, latencyMs, traceId, reached: endpoint.label.toLowerCase() });
  try {
    const rows = await credential.with((target, key, egress) =>
      fetchSampleRows(egress, target, key, { endpoint, settings }, signal),
    );
    await tell(200, rows.latencyMs, null);
    return rows;
  } catch (error) {
    if (error instanceof SampleError) {
      // A 2xx without rows is not the service's answer, and says nothing of the key.
      if (error.status >= 400) await tell(error.status, null, error.traceId);
      throw new Refusal(502, "no_sample", error.message);
    }
    if (error instanceof EgressError && error.code !== "cancelled") {
      throw new Refusal(502, "no_sample", `${error.message} Try again in a few minutes.`);
    }
    throw error;
  }
}

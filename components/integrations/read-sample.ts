import { callApi } from "@/lib/api-client.ts";
import type { EndpointSettings } from "@/lib/connectors/endpoint-settings.ts";
import { type SampleRows, sampleRowsSchema } from "@/lib/credentials.ts";
import type { Integration } from "@/lib/integrations.ts";

/** Asks for the first rows, once. */
export type ReadSample = (signal: AbortSignal) => Promise<SampleRows>;

/** The first rows of an endpoint with these settings, read through a credential. */
export function ofEndpoint(credentialId: string, endpoint: string, settings: EndpointSettings): ReadSample {
  return (signal) =>
    callApi(`/api/v1/credentials/${credentialId}/preview`, sampleRowsSchema, {
      method: "POST",
      body: { endpoint, settings },
      signal,
    });
}

/** The first rows of a saved source. */
export function ofSource({ id }: Integration): ReadSample {
  return (signal) => callApi(`/api/v1/sources/${id}/preview`, sampleRowsSchema, { signal });
}

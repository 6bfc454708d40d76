import { ApiError, callApi } from "@/lib/api-client.ts";
import { type CredentialSummary, credentialSummarySchema, savedTestResultSchema } from "@/lib/credentials.ts";

/**
 * Gives a saved credential another Base URL, unless somebody changed it meanwhile, and tests it there: what was found
 * while it was only tried is kept nowhere. Rejects with ApiError when it was not switched.
 */
export async function switchEnvironment(
  { id, revision }: CredentialSummary,
  environment: string,
): Promise<CredentialSummary> {
  const switched = await callApi(`/api/v1/credentials/${id}`, credentialSummarySchema, {
    method: "PATCH",
    // Who uses it was said before it was asked.
    body: { environment, evenIfUsed: true },
    ifMatch: revision,
  });
  try {
    const test = await callApi(`/api/v1/credentials/${id}/test`, savedTestResultSchema, { method: "POST" });
    return test.credential;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return switched;
  }
}

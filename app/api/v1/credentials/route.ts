import { credentialQuerySchema, credentialSummarySchema, pageSchema } from "@/lib/credentials";
import { createCredential, listCredentials } from "@/lib/server/credentials/credentials";
import { newCredentialInput } from "@/lib/server/credentials/secret-input";
import { withEtag } from "@/lib/server/if-match";
import { created, methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { query: credentialQuerySchema, answer: pageSchema(credentialSummarySchema) },
    async ({ actor, query }) => ok(await listCredentials(actor, query)),
  ),
  POST: route({ body: newCredentialInput, answer: credentialSummarySchema }, async ({ actor, body }) => {
    const credential = await createCredential(actor, body);
    return withEtag(created(credential, `/api/v1/credentials/${credential.id}`));
  }),
});

import { credentialSummarySchema } from "@/lib/credentials";
import { duplicateCredential } from "@/lib/server/credentials/duplicate-credential";
import { duplicateInput } from "@/lib/server/credentials/secret-input";
import { withEtag } from "@/lib/server/if-match";
import { created, methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ body: duplicateInput, answer: credentialSummarySchema }, async ({ actor, id, body }) => {
    const credential = await duplicateCredential(actor, id, body);
    return withEtag(created(credential, `/api/v1/credentials/${credential.id}`));
  }),
});

import { credentialChangesSchema } from "@/lib/credential-changes";
import { credentialSummarySchema } from "@/lib/credentials";
import { getCredential } from "@/lib/server/credentials/credentials";
import { deleteCredential } from "@/lib/server/credentials/delete-credential";
import { editCredential } from "@/lib/server/credentials/edit-credential";
import { requireIfMatch, withEtag } from "@/lib/server/if-match";
import { methods, noContent, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ answer: credentialSummarySchema }, async ({ actor, id }) =>
    withEtag(ok(await getCredential(actor, id))),
  ),
  PATCH: route(
    { body: credentialChangesSchema, answer: credentialSummarySchema },
    async ({ actor, id, body, request }) =>
      withEtag(ok(await editCredential(actor, id, body, requireIfMatch(request)))),
  ),
  DELETE: route({}, async ({ actor, id }) => {
    await deleteCredential(actor, id);
    return noContent();
  }),
});

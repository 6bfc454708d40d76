import { credentialSummarySchema } from "@/lib/credentials";
import { getCredential } from "@/lib/server/credentials/credentials";
import { deleteCredential } from "@/lib/server/credentials/delete-credential";
import { methods, noContent, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ answer: credentialSummarySchema }, async ({ actor, id }) =>
    ok(await getCredential(actor, id)),
  ),
  DELETE: route({}, async ({ actor, id }) => {
    await deleteCredential(actor, id);
    return noContent();
  }),
});

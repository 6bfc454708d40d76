import { credentialSummarySchema } from "@/lib/credentials";
import { undoKeyReplacement } from "@/lib/server/credentials/undo-key";
import { ifMatchOf, withEtag } from "@/lib/server/if-match";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ answer: credentialSummarySchema }, async ({ actor, id, request }) =>
    withEtag(ok(await undoKeyReplacement(actor, id, ifMatchOf(request)))),
  ),
});

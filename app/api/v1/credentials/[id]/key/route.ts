import { credentialSummarySchema } from "@/lib/credentials";
import { replaceKey } from "@/lib/server/credentials/replace-key";
import { newKeyInput } from "@/lib/server/credentials/secret-input";
import { ifMatchOf, withEtag } from "@/lib/server/if-match";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PUT: route(
    { body: newKeyInput, answer: credentialSummarySchema, limit: "test" },
    async ({ actor, id, body, request }) =>
      withEtag(
        ok(await replaceKey(actor, id, body, { revision: ifMatchOf(request), signal: request.signal })),
      ),
  ),
});

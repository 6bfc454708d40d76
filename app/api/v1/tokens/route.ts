import { pageSchema } from "@/lib/credentials";
import { created, methods, ok, route } from "@/lib/server/route";
import { createToken, listTokens } from "@/lib/server/tokens/tokens";
import { createdTokenSchema, newTokenSchema, tokenQuerySchema, tokenSummarySchema } from "@/lib/tokens";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ query: tokenQuerySchema, answer: pageSchema(tokenSummarySchema) }, async ({ actor, query }) =>
    ok(await listTokens(actor, query)),
  ),
  POST: route({ body: newTokenSchema, answer: createdTokenSchema }, async ({ actor, body }) => {
    const token = await createToken(actor, body);
    return created(token, `/api/v1/tokens/${token.id}`);
  }),
});

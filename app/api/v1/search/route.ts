import { searchAnswerSchema, searchQuerySchema } from "@/lib/search";
import { methods, ok, route } from "@/lib/server/route";
import { search } from "@/lib/server/search/search";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ query: searchQuerySchema, answer: searchAnswerSchema }, async ({ actor, query }) =>
    ok(await search(actor, query.query)),
  ),
});

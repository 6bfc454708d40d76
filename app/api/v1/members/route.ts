import { pageSchema } from "@/lib/credentials";
import { memberQuerySchema, memberSchema } from "@/lib/organizations";
import { listMembers } from "@/lib/server/organizations/members";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ query: memberQuerySchema, answer: pageSchema(memberSchema) }, async ({ actor, query }) =>
    ok(await listMembers(actor, query)),
  ),
});

import { memberChangeSchema, memberSchema } from "@/lib/organizations";
import { changeRole, removeMember } from "@/lib/server/organizations/members";
import { methods, noContent, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: route({ body: memberChangeSchema, answer: memberSchema }, async ({ actor, id, body }) =>
    ok(await changeRole(actor, id, body.role)),
  ),
  DELETE: route({}, async ({ actor, id }) => {
    await removeMember(actor, id);
    return noContent();
  }),
});

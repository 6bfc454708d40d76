import { acceptInvitationSchema, joinedSchema } from "@/lib/organizations";
import { acceptInvitation } from "@/lib/server/organizations/joining";
import { methods, ok, personRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: personRoute({ body: acceptInvitationSchema, answer: joinedSchema }, async ({ person, body }) =>
    ok(await acceptInvitation(person, body.token)),
  ),
});

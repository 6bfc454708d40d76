import { pageSchema } from "@/lib/credentials";
import {
  createdInvitationSchema,
  invitationSchema,
  memberQuerySchema,
  newInvitationSchema,
} from "@/lib/organizations";
import { inviteMember, listInvitations } from "@/lib/server/organizations/invitations";
import { ownOrigin } from "@/lib/server/request";
import { created, methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ query: memberQuerySchema, answer: pageSchema(invitationSchema) }, async ({ actor, query }) =>
    ok(await listInvitations(actor, query)),
  ),
  POST: route(
    { body: newInvitationSchema, answer: createdInvitationSchema },
    async ({ actor, body, request }) => {
      const invitation = await inviteMember(actor, body, ownOrigin(request.headers));
      return created(invitation, `/api/v1/invitations/${invitation.id}`);
    },
  ),
});

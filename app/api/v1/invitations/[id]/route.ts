import { withdrawInvitation } from "@/lib/server/organizations/invitations";
import { methods, noContent, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: route({}, async ({ actor, id }) => {
    await withdrawInvitation(actor, id);
    return noContent();
  }),
});

import { methods, noContent, route } from "@/lib/server/route";
import { revokeToken } from "@/lib/server/tokens/tokens";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: route({}, async ({ actor, id }) => {
    await revokeToken(actor, id);
    return noContent();
  }),
});

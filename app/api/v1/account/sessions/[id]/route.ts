import { endSession } from "@/lib/server/account/account";
import { methods, noContent, personRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: personRoute({}, async ({ person, id }) => {
    await endSession(person, id);
    return noContent();
  }),
});

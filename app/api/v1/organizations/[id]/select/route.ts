import { selectOrganization } from "@/lib/server/organizations/organizations";
import { methods, noContent, personRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: personRoute({}, async ({ person, id }) => {
    await selectOrganization(person, id);
    return noContent();
  }),
});

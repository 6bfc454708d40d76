import { organizationNameSchema, ownOrganizationSchema } from "@/lib/organizations";
import { renameOrganization } from "@/lib/server/organizations/organizations";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: route({ body: organizationNameSchema, answer: ownOrganizationSchema }, async ({ actor, id, body }) =>
    ok(await renameOrganization(actor, id, body)),
  ),
});

import { organizationNameSchema, ownOrganizationSchema, ownOrganizationsSchema } from "@/lib/organizations";
import { createOrganization, listOrganizations } from "@/lib/server/organizations/organizations";
import { created, methods, ok, personRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: personRoute({ answer: ownOrganizationsSchema }, async ({ person }) =>
    ok({ data: await listOrganizations(person) }),
  ),
  POST: personRoute(
    { body: organizationNameSchema, answer: ownOrganizationSchema },
    async ({ person, body }) => {
      const organization = await createOrganization(person, body);
      return created(organization, `/api/v1/organizations/${organization.id}`);
    },
  ),
});

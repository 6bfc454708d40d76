import { memberSchema } from "@/lib/organizations";
import { transferOwnership } from "@/lib/server/organizations/members";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ answer: memberSchema }, async ({ actor, id }) => ok(await transferOwnership(actor, id))),
});

import { savedTestResultSchema } from "@/lib/credentials";
import { testCredential } from "@/lib/server/credentials/test-credential";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ answer: savedTestResultSchema, limit: "test" }, async ({ actor, id }) =>
    ok(await testCredential(actor, id)),
  ),
});

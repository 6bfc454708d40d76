import { pageSchema } from "@/lib/credentials";
import { binQuerySchema, deletedCredentialSchema } from "@/lib/deleted-credentials";
import { listDeletedCredentials } from "@/lib/server/credentials/bin";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { query: binQuerySchema, answer: pageSchema(deletedCredentialSchema) },
    async ({ actor, query }) => ok(await listDeletedCredentials(actor, query)),
  ),
});

import { destroyDeletedCredential } from "@/lib/server/credentials/bin";
import { methods, noContent, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: route({}, async ({ actor, id }) => {
    await destroyDeletedCredential(actor, id);
    return noContent();
  }),
});

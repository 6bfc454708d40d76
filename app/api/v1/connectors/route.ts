import { connectorSummaries, connectorsSchema } from "@/lib/credentials";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ answer: connectorsSchema }, async () => ok({ data: connectorSummaries() })),
});

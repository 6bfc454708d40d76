import { forward } from "@/lib/server/credentials/forward";
import { methods, rawRoute } from "@/lib/server/route";

const sendOn = rawRoute(({ actor, id, sent }) => forward(actor, id, sent));

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: sendOn,
  POST: sendOn,
  PUT: sendOn,
  PATCH: sendOn,
  DELETE: sendOn,
});

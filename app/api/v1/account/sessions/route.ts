import { endedSessionsSchema, sessionsSchema } from "@/lib/own-account";
import { endOtherSessions, listSessions } from "@/lib/server/account/account";
import { methods, ok, personRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: personRoute({ answer: sessionsSchema }, async ({ person }) => ok(await listSessions(person))),
  DELETE: personRoute({ answer: endedSessionsSchema }, async ({ person }) =>
    ok(await endOtherSessions(person)),
  ),
});

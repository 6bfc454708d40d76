import { endedSessionsSchema, passwordChangeSchema } from "@/lib/own-account";
import { sessionCookie } from "@/lib/server/access/session-cookie";
import { changePassword } from "@/lib/server/account/account";
import { methods, ok, personRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PUT: personRoute({ body: passwordChangeSchema, answer: endedSessionsSchema }, async ({ person, body }) => {
    const { sessionsEnded, sessionToken } = await changePassword(person, body);
    const headers = new Headers({ "set-cookie": await sessionCookie(sessionToken) });
    return { ...ok({ sessionsEnded }), headers };
  }),
});

import { accountChangeSchema, accountSchema } from "@/lib/own-account";
import { changeAccount, getAccount } from "@/lib/server/account/account";
import { methods, ok, personRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: personRoute({ answer: accountSchema }, async ({ person }) => ok(await getAccount(person))),
  PATCH: personRoute({ body: accountChangeSchema, answer: accountSchema }, async ({ person, body }) =>
    ok(await changeAccount(person, body)),
  ),
});

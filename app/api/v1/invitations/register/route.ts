import { newAccountSchema } from "@/lib/account";
import { registerMemberSchema } from "@/lib/organizations";
import { clientAddress } from "@/lib/server/access/client-address";
import { firstSession } from "@/lib/server/access/first-session";
import { registerMember } from "@/lib/server/organizations/joining";
import { methods, openRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: openRoute(
    { body: registerMemberSchema, answer: newAccountSchema },
    async ({ body, request, requestId }) => {
      const address = clientAddress(request.headers);
      const { userId, email } = await registerMember({ requestId, address }, body);
      const headers = await firstSession(request, requestId, { email, password: body.password });
      return { status: 201, data: { userId }, headers };
    },
  ),
});

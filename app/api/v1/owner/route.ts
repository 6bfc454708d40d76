import { newAccountSchema, newOwnerSchema } from "@/lib/account";
import { clientAddress } from "@/lib/server/access/client-address";
import { firstSession } from "@/lib/server/access/first-session";
import { createOwner } from "@/lib/server/access/owner";
import { methods, openRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: openRoute(
    { body: newOwnerSchema, answer: newAccountSchema },
    async ({ body, request, requestId }) => {
      const owner = await createOwner(body, { requestId, address: clientAddress(request.headers) });
      const { email, password } = body;
      const headers = await firstSession(request, requestId, { email, password });
      return { status: 201, data: owner, headers };
    },
  ),
});

import * as z from "zod/mini";
import { newOwnerSchema } from "@/lib/account";
import { auth } from "@/lib/server/access/auth";
import { clientAddress, withClientAddress } from "@/lib/server/access/client-address";
import { createOwner } from "@/lib/server/access/owner";
import { methods, openRoute } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: openRoute(
    { body: newOwnerSchema, answer: z.object({ userId: z.string() }) },
    async ({ body, request, requestId }) => {
      const owner = await createOwner(body, { requestId, address: clientAddress(request.headers) });
      const { headers } = await auth().api.signInEmail({
        body: { email: body.email, password: body.password },
        headers: withClientAddress(request.headers),
        returnHeaders: true,
      });
      return { status: 201, data: owner, headers };
    },
  ),
});

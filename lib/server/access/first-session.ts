import { auth } from "./auth.ts";
import { inAuthRequest } from "./auth-request.ts";
import { clientAddress, withClientAddress } from "./client-address.ts";

/** Signs in who has just made their account: the headers with the cookie of their session. */
export async function firstSession(
  { headers: asked }: Request,
  requestId: string,
  body: { email: string; password: string },
): Promise<Headers> {
  const from = { requestId, address: clientAddress(asked), sessionToken: null };
  const { headers } = await inAuthRequest(from, { signsInWith: "password" }, () =>
    auth().api.signInEmail({ body, headers: withClientAddress(asked), returnHeaders: true }),
  );
  return headers;
}

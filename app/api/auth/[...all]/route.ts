import { auth, singleSignOnAuth } from "@/lib/server/access/auth";
import { signInRoute } from "@/lib/server/access/sign-in-route";

export const { GET, POST, PUT, PATCH, DELETE } = signInRoute(
  (request) => auth().handler(request),
  () => singleSignOnAuth()?.handler ?? null,
);

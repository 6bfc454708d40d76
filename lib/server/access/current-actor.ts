import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { v7 as uuidv7 } from "uuid";
import type { Actor } from "./actor.ts";
import { anyUserExists, findSession } from "./actor-store.ts";
import { sessionCookieName, sessionSecret } from "./auth.ts";
import { clientAddress } from "./client-address.ts";
import { PATH_HEADER } from "./path-header.ts";
import { readSessionToken } from "./session-token.ts";

/** Who sent these headers, or null: one statement, and none when there is no signed cookie. */
export async function actorOf(requestHeaders: Headers, requestId: string): Promise<Actor | null> {
  const token = readSessionToken(requestHeaders.get("cookie"), sessionCookieName(), sessionSecret());
  if (token === null) return null;
  const session = await findSession(token);
  if (session === null) return null;
  return { kind: "member", ...session, requestId, address: clientAddress(requestHeaders) };
}

/** Who looks at this page; read once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  await cookies();
  return actorOf(await headers(), uuidv7());
});

/** Who looks at this page. Sends a stranger to sign in, or to create the first account. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor !== null) return actor;
  if (!(await anyUserExists())) redirect("/welcome");
  const path = (await headers()).get(PATH_HEADER);
  redirect(path === null || path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** Whether there is an account yet. */
export async function hasOwner(): Promise<boolean> {
  return anyUserExists();
}

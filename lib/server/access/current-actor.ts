import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { v7 as uuidv7 } from "uuid";
import { Refusal } from "../errors.ts";
import type { Actor, MemberActor, Person } from "./actor.ts";
import { anyUserExists, findApiToken, findSession } from "./actor-store.ts";
import { hashOfApiToken, readBearer } from "./api-token.ts";
import { requireMember } from "./authorize.ts";
import { clientAddress } from "./client-address.ts";
import { PATH_HEADER } from "./path-header.ts";
import { sessionCookieName, sessionSecret } from "./session-settings.ts";
import { readSessionToken } from "./session-token.ts";

const signedOut = () =>
  new Refusal(401, "signed_out", "Sign in first: your session is missing or has ended.");

/**
 * Who sent these headers: the program whose API token they carry, else the member whose session cookie they do.
 * One statement, and none without either. Refuses with 401 who is nobody, and with 403 `no_organization` who is
 * signed in but no organization's member.
 */
export async function requireActorOf(requestHeaders: Headers, requestId: string): Promise<Actor> {
  const authorization = requestHeaders.get("authorization");
  if (authorization !== null) return tokenActorOf(authorization, requestHeaders, requestId);
  const found = await personOf(requestHeaders, requestId);
  if (found === null) throw signedOut();
  if (found.member === null) {
    throw new Refusal(
      403,
      "no_organization",
      "You are not a member of any organization: ask for an invitation, or create an organization.",
    );
  }
  return found.member;
}

/** Who is signed in, with or without an organization. Refuses with 401 who is not, and with 403 a token. */
export async function requirePersonOf(requestHeaders: Headers, requestId: string): Promise<Person> {
  const authorization = requestHeaders.get("authorization");
  if (authorization !== null) {
    return requireMember(await tokenActorOf(authorization, requestHeaders, requestId));
  }
  const found = await personOf(requestHeaders, requestId);
  if (found === null) throw signedOut();
  return found.person;
}

async function tokenActorOf(
  authorization: string,
  requestHeaders: Headers,
  requestId: string,
): Promise<Actor> {
  const token = readBearer(authorization);
  const row = token === null ? null : await findApiToken(hashOfApiToken(token));
  if (row === null) {
    throw new Refusal(
      401,
      "bad_token",
      "This token is unknown, expired or revoked: an admin can create another one in Settings.",
      { headers: { "www-authenticate": "Bearer" } },
    );
  }
  const { limited, credentialIds, ...rest } = row;
  return {
    kind: "token",
    ...rest,
    credentialIds: limited ? credentialIds : null,
    requestId,
    address: clientAddress(requestHeaders),
  };
}

async function personOf(
  requestHeaders: Headers,
  requestId: string,
): Promise<{ person: Person; member: MemberActor | null } | null> {
  const token = readSessionToken(requestHeaders.get("cookie"), sessionCookieName(), sessionSecret());
  const session = token === null ? null : await findSession(token);
  if (session === null) return null;
  const { role, organizationId, organizationName, ...who } = session;
  const person = { ...who, requestId, address: clientAddress(requestHeaders) };
  if (role === null || organizationId === null || organizationName === null) return { person, member: null };
  return { person, member: { kind: "member", ...person, role, organizationId, organizationName } };
}

const currentSession = cache(async () => {
  await cookies();
  return personOf(await headers(), uuidv7());
});

/** The member who looks at this page, or null; read once a request. */
export async function currentActor(): Promise<MemberActor | null> {
  return (await currentSession())?.member ?? null;
}

/** The person who looks at this page, whether or not an organization has them, or null. */
export async function currentPerson(): Promise<Person | null> {
  return (await currentSession())?.person ?? null;
}

/**
 * Who looks at this page. Sends a stranger to sign in, or to create the first account; and somebody without an
 * organization to create one.
 */
export async function requireActor(): Promise<MemberActor> {
  const session = await currentSession();
  if (session?.member) return session.member;
  if (session !== null) redirect("/organizations/new");
  return sendToSignIn();
}

/** The same for the pages that need no organization. */
export async function requirePerson(): Promise<Person> {
  return (await currentPerson()) ?? sendToSignIn();
}

async function sendToSignIn(): Promise<never> {
  if (!(await anyUserExists())) redirect("/welcome");
  const path = (await headers()).get(PATH_HEADER);
  redirect(path === null || path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** Whether there is an account yet. */
export async function hasOwner(): Promise<boolean> {
  return anyUserExists();
}

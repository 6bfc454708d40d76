import { v7 as uuidv7 } from "uuid";
import { signInSchema } from "../../account.ts";
import { Refusal } from "../errors.ts";
import { readJsonBody } from "../request.ts";
import { check } from "../route.ts";
import { clientAddress, withClientAddress } from "./client-address.ts";
import { requirePersonOf } from "./current-actor.ts";
import { throttled } from "./sign-in-throttle.ts";

/** The address at which better-auth takes email addresses and passwords. */
export const SIGN_IN_PATH = "/api/auth/sign-in/email";

/**
 * What `answer`, which is better-auth's, says to the right password: a new session's cookie, or the question for a
 * second factor. Refuses with 401 where address and password do not belong together, without saying which of the two
 * it was, and with 429 where that was too often.
 */
export async function signIn(
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { email, password } = check(signInSchema, await readJsonBody(request));
  const asked = fresh(request, { email, password });
  const response = await throttled({ email, address: clientAddress(request.headers) }, async () => {
    const answered = await answer(asked);
    if (answered.ok) return { right: true, outcome: answered };
    // 400 is an address that is none, or a password that is too long to be one: wrong, to whoever signs in.
    if ([400, 401].includes(answered.status)) return { right: false, outcome: null };
    throw new Error(`better-auth answered a sign-in with ${answered.status}`);
  });
  if (response === null) {
    throw new Refusal(
      401,
      "wrong_credentials",
      "This email address and password do not belong together. Check both and try again.",
    );
  }
  return response;
}

const HEADERS_KEPT = ["user-agent", "x-forwarded-for"];

/**
 * What `answer` says to a person who is signed in and proves it by the password once more. A wrong one counts as a
 * wrong sign-in, so that who found a session open cannot try passwords in it.
 */
export async function withPassword(
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const person = await requirePersonOf(request.headers, uuidv7());
  return throttled(person, async () => {
    const outcome = await answer(request);
    return { right: outcome.ok, outcome };
  });
}

/**
 * The same sign-in as from a browser that has never been here: no cookie of before has a part in it, and whether the
 * request may come from where it does was asked already. Nor does it end with the caller's patience: who hangs up
 * has tried all the same.
 */
function fresh({ url, method, headers: asked }: Request, body: object): Request {
  // The session keeps the address that it began at: not one that the caller made up.
  const headers = withClientAddress(asked);
  const kept = new Headers({ "content-type": "application/json" });
  for (const name of HEADERS_KEPT) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return new Request(url, { method, headers: kept, body: JSON.stringify(body) });
}

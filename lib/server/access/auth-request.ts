import { AsyncLocalStorage } from "node:async_hooks";

/** How a session was begun, as its audit event says it. */
export type SignInMethod = "password" | "code" | "recovery-code" | "passkey" | "single-sign-on";

/** What an address of better-auth is there for, where its changes alone do not say. */
export interface AuthPurpose {
  /** A session that begins there is somebody's sign-in, with this. */
  readonly signsInWith?: SignInMethod;
  /** The session that the request came with ends because its person wants it to. */
  readonly signsOut?: true;
  /** Recovery codes that change there are fewer by the one that was used; elsewhere they are new ones. */
  readonly spendsRecoveryCode?: true;
}

/** A request that better-auth is answering: what its audit events need, and what became of them so far. */
export interface AuthRequest extends AuthPurpose {
  readonly requestId: string;
  readonly address: string | null;
  /** Of the session that the request came with, signed as it should be. To compare with: it is stored nowhere. */
  readonly sessionToken: string | null;
  /** Whether a session that begins or ends now is one in place of another. */
  renewsSession: boolean;
  /** The ids of sessions that began without a sign-in: so their end is none either. */
  readonly unannounced: Set<string>;
  /** Why a change could not be made and recorded; null while all could. The library does not always pass that on. */
  failure: unknown;
}

const shared = globalThis as typeof globalThis & { tesseraAuthRequest?: AsyncLocalStorage<AuthRequest> };

function storage(): AsyncLocalStorage<AuthRequest> {
  shared.tesseraAuthRequest ??= new AsyncLocalStorage();
  return shared.tesseraAuthRequest;
}

/**
 * Has better-auth work in `work`, and records what it changes as this request's. Rejects where something could not be made and
 * recorded, whatever better-auth answered then.
 */
export async function inAuthRequest<T>(
  from: Pick<AuthRequest, "requestId" | "address" | "sessionToken">,
  purpose: AuthPurpose,
  work: () => Promise<T>,
): Promise<T> {
  const request: AuthRequest = {
    ...from,
    ...purpose,
    renewsSession: false,
    unannounced: new Set(),
    failure: null,
  };
  const answer = await storage().run(request, work);
  if (request.failure !== null) throw request.failure;
  return answer;
}

/** The request at hand. Throws outside of one: what nobody can record must not change. */
export function authRequest(): AuthRequest {
  const request = storage().getStore();
  if (request === undefined) {
    throw new Error("better-auth would change something outside of a request that it can be recorded for.");
  }
  return request;
}

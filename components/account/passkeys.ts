import * as z from "zod/mini";
import { AuthError, askAuth } from "@/lib/auth-client.ts";
import { authFailure } from "./auth-failure.ts";

const anything = z.unknown();
/** The browser checks the rest, and refuses what it cannot read. */
const hasChallenge = (value: unknown) => typeof value === "object" && value !== null && "challenge" in value;
const creationOptions = z.custom<PublicKeyCredentialCreationOptionsJSON>(hasChallenge);
const requestOptions = z.custom<PublicKeyCredentialRequestOptionsJSON>(hasChallenge);

const unsupported = "This browser cannot use passkeys. Update it, or use another one.";

/** Makes a passkey with the browser and adds it to the account. Null when it worked, else what to say. */
export async function addPasskey(name: string): Promise<string | null> {
  if (!canUsePasskeys()) return unsupported;
  try {
    const creation = await askAuth("/api/auth/passkey/generate-register-options", creationOptions);
    const credential = await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(creation),
    });
    await askAuth("/api/auth/passkey/verify-registration", anything, {
      name,
      response: (credential as PublicKeyCredential).toJSON(),
    });
    return null;
  } catch (error) {
    if (error instanceof DOMException && error.name === "InvalidStateError") {
      return "This device holds a passkey of your account already.";
    }
    return ceremonyFailure(error, "No passkey was added: the request was cancelled or took too long.");
  }
}

/** Signs in with a passkey that the person picks. Null when it worked, else what to say. */
export async function signInWithPasskey(): Promise<string | null> {
  if (!canUsePasskeys()) return unsupported;
  try {
    const request = await askAuth("/api/auth/passkey/generate-authenticate-options", requestOptions);
    const credential = await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
        ...request,
        // The passkey stands for the password and the code: it has to know its person.
        userVerification: "required",
      }),
    });
    await askAuth("/api/auth/passkey/verify-authentication", anything, {
      response: (credential as PublicKeyCredential).toJSON(),
    });
    return null;
  } catch (error) {
    return ceremonyFailure(error, "You were not signed in: the request was cancelled or took too long.");
  }
}

function canUsePasskeys(): boolean {
  return "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;
}

function ceremonyFailure(error: unknown, cancelled: string): string {
  if (error instanceof DOMException) return cancelled;
  if (error instanceof AuthError && error.status === 400) {
    return "This passkey could not be checked. Try again.";
  }
  return authFailure(error);
}

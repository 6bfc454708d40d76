import { openTessera, RequestFailed } from "../../lib/client/client.ts";
import { exits, Failure } from "../failure.ts";
import { checkToken, forgetLogin, isPrivate, loginFile, originOf, saveLogin } from "../login-file.ts";
import { say, writeJson } from "../output.ts";
import { askPerson, readSecret } from "../prompt.ts";

/** Signs in with a token that Tessera takes, and keeps both. */
export async function login(address: string | undefined, json: boolean, signal: AbortSignal): Promise<void> {
  const missing =
    "The address is missing: run tessera login https://tessera.example.com, with that of yours.";
  const typed = address ?? process.env.TESSERA_URL ?? (await askPerson("Address: ", missing, signal));
  const url = originOf(typed);
  if (!isPrivate(url)) say("Whoever is on the way can read the token, since this address is not https.");
  const token = checkToken((await readSecret("Token", signal)).trim());
  try {
    await openTessera({ url, token, signal }).api.GET("/api/v1/connectors");
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.problem?.status !== 401) throw error;
    throw new Failure(
      exits.notAllowed,
      `Tessera does not take this token, and it was not kept: make one at ${url}/settings/tokens.`,
    );
  }
  saveLogin({ url, token });
  if (json) return writeJson({ url });
  say(`Signed in at ${url}. The token is kept in ${loginFile()}.`);
}

/** Forgets the token; whoever has it elsewhere can still use it. */
export async function logout(json: boolean): Promise<void> {
  const wasThere = forgetLogin();
  if (json) return writeJson({ signedOut: wasThere });
  say(
    wasThere
      ? "Signed out here. The token works until it is revoked in Settings."
      : "You were not signed in: there is no token to forget.",
  );
}

import type { SignInSettings } from "../../sign-in.ts";
import { env } from "../env.ts";
import type { Person } from "./actor.ts";
import { findSignInSettings } from "./sign-in-settings-store.ts";

/** How somebody signs in: their own settings, whatever their role. */
export async function signInSettings(person: Person): Promise<SignInSettings> {
  const { twoFactorEnabled, passkeys } = await findSignInSettings(person.userId);
  return {
    twoFactor: twoFactorEnabled,
    passkeys: passkeys.map(({ id, name, createdAt, backedUp }) => ({
      id,
      name: name ?? "Passkey",
      createdAt: createdAt?.toISOString() ?? null,
      synced: backedUp,
    })),
  };
}

/** What the button of single sign-on calls its provider, or null where there is none. */
export function singleSignOnName(): string | null {
  return env().singleSignOn?.name ?? null;
}

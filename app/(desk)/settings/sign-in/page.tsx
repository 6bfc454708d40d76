import type { Metadata } from "next";
import { headers } from "next/headers";
import { passkeyObstacle } from "@/components/account/passkey-obstacle.ts";
import { PasskeySection } from "@/components/account/passkey-section.tsx";
import { TwoFactorSection } from "@/components/account/two-factor-section.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { passkeysAt } from "@/lib/server/access/passkey-host.ts";
import { signInSettings } from "@/lib/server/access/sign-in-settings.ts";

export const metadata: Metadata = { title: "Sign-in" };

export default async function SignInSettingsPage() {
  const person = await requireActor();
  const [{ twoFactor, passkeys }, requestHeaders] = await Promise.all([signInSettings(person), headers()]);
  return (
    <>
      <PageHeader
        title="Sign-in"
        lead="How you prove that you are you. Your password stays, whatever you add."
      />
      <div className="grid gap-5">
        <TwoFactorSection on={twoFactor} email={person.email} />
        <PasskeySection
          passkeys={passkeys}
          obstacle={passkeyObstacle(passkeysAt(requestHeaders.get("host")))}
          now={new Date().toISOString()}
        />
      </div>
    </>
  );
}

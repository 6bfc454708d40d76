import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { AccountFrame } from "@/components/account/account-frame.tsx";
import { providerFailure } from "@/components/account/provider-failure.ts";
import { safeNext } from "@/components/account/safe-next.ts";
import { SignInSteps } from "@/components/account/sign-in-steps.tsx";
import { currentPerson, hasOwner } from "@/lib/server/access/current-actor.ts";
import { passkeysAt } from "@/lib/server/access/passkey-host.ts";
import { singleSignOnName } from "@/lib/server/access/sign-in-settings.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const [{ next, error }, person, owned] = await Promise.all([searchParams, currentPerson(), hasOwner()]);
  if (person !== null) redirect("/sources");
  if (!owned) redirect("/welcome");
  const provider = singleSignOnName();
  return (
    <AccountFrame title="Sign in" lead="Use the email address that your account was made with.">
      <SignInSteps
        next={safeNext(typeof next === "string" ? next : undefined)}
        passkeys={passkeysAt((await headers()).get("host")).usable}
        provider={provider}
        failure={provider !== null && typeof error === "string" ? providerFailure(error, provider) : null}
      />
    </AccountFrame>
  );
}

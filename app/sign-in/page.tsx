import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountFrame } from "@/components/account/account-frame.tsx";
import { safeNext } from "@/components/account/safe-next.ts";
import { SignInForm } from "@/components/account/sign-in-form.tsx";
import { currentPerson, hasOwner } from "@/lib/server/access/current-actor.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const [{ next }, person, owned] = await Promise.all([searchParams, currentPerson(), hasOwner()]);
  if (person !== null) redirect("/sources");
  if (!owned) redirect("/welcome");
  return (
    <AccountFrame title="Sign in" lead="Use the email address that your account was made with.">
      <SignInForm next={safeNext(typeof next === "string" ? next : undefined)} />
    </AccountFrame>
  );
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountFrame } from "@/components/account/account-frame.tsx";
import { WelcomeForm } from "@/components/account/welcome-form.tsx";
import { currentPerson, hasOwner } from "@/lib/server/access/current-actor.ts";

export const metadata: Metadata = { title: "Welcome" };

export default async function WelcomePage() {
  const [person, owned] = await Promise.all([currentPerson(), hasOwner()]);
  if (person !== null) redirect("/sources");
  if (owned) redirect("/sign-in");
  return (
    <AccountFrame
      title="Welcome to Tessera"
      lead="You are the first one here. This creates the owner account and your organization; everyone else joins by invitation."
    >
      <WelcomeForm />
    </AccountFrame>
  );
}

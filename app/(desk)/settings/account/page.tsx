import type { Metadata } from "next";
import { NameForm } from "@/components/account/name-form.tsx";
import { PasswordForm } from "@/components/account/password-form.tsx";
import { SessionList } from "@/components/account/session-list.tsx";
import { SettingsSection } from "@/components/account/settings-section.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { requirePerson } from "@/lib/server/access/current-actor.ts";
import { getAccount, listSessions } from "@/lib/server/account/account.ts";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const person = await requirePerson();
  const [account, sessions] = await Promise.all([getAccount(person), listSessions(person)]);
  return (
    <>
      <PageHeader title="Your account" lead="Yours alone: it is the same in every organization." />
      <SettingsSection id="profile" title="Profile" lead="What others see beside what you create and change.">
        <NameForm name={account.name} email={account.email} />
      </SettingsSection>
      <SettingsSection id="password" title="Password" lead="Changing it signs you out everywhere else.">
        {account.hasPassword ? (
          <PasswordForm email={account.email} />
        ) : (
          <p className="text-ink-2">
            Your account has no password: you sign in with your company’s single sign-on.
          </p>
        )}
      </SettingsSection>
      <SettingsSection
        id="sessions"
        title="Where you are signed in"
        lead="Sign out what you do not recognise, then change your password."
      >
        <SessionList sessions={sessions} now={new Date().toISOString()} />
      </SettingsSection>
    </>
  );
}

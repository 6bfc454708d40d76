import { SignOutButton } from "@/components/account/sign-out-button.tsx";
import { OrganizationSwitcher, type SwitchableOrganization } from "./organization-switcher.tsx";
import type { Theme } from "./theme.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

export interface AccountFootProps {
  organizationName: string;
  /** Those that have this person, the one on the page among them. */
  organizations: readonly SwitchableOrganization[];
  name: string;
  email: string;
  theme: Theme;
}

/** Who is signed in, where, and what is theirs to set. */
export function AccountFoot({ organizationName, organizations, name, email, theme }: AccountFootProps) {
  return (
    <div className="border-t border-line px-2.5 pt-3 text-[13px] leading-snug text-ink-2">
      <OrganizationSwitcher currentName={organizationName} organizations={organizations} />
      <p className="mt-2 truncate font-medium text-ink" title={name}>
        {name}
      </p>
      <p className="truncate" title={email}>
        {email}
      </p>
      <div className="-mr-2 mt-3 flex flex-wrap items-center justify-between gap-2">
        <ThemeSwitch initial={theme} />
        <SignOutButton />
      </div>
    </div>
  );
}

import { SignOutButton } from "@/components/account/sign-out-button.tsx";
import type { Theme } from "./theme.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

export interface AccountFootProps {
  organizationName: string;
  email: string;
  theme: Theme;
}

/** Who is signed in, and what is theirs to set. */
export function AccountFoot({ organizationName, email, theme }: AccountFootProps) {
  return (
    <div className="border-t border-line px-2.5 pt-3.5 text-[13px] leading-snug text-ink-2">
      <p className="truncate font-semibold text-ink" title={organizationName}>
        {organizationName}
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

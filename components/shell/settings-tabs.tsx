"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { LinkPending } from "./link-pending.tsx";

interface SettingsTabsProps {
  mayManageMembers: boolean;
  mayManageTokens: boolean;
  mayManageWebhook: boolean;
}

/** On a phone, the tabs are wider than the window. */
function bringIntoView(tab: HTMLAnchorElement | null) {
  tab?.scrollIntoView({ block: "nearest", inline: "center" });
}

/** The parts of the settings: of one's own account first, then of the organization. */
export function SettingsTabs({ mayManageMembers, mayManageTokens, mayManageWebhook }: SettingsTabsProps) {
  const pathname = usePathname();
  const tabs = [
    { href: "/settings/account", label: "Account" },
    { href: "/settings/sign-in", label: "Sign-in" },
    { href: "/settings/organization", label: "Organization" },
    ...(mayManageMembers ? [{ href: "/settings/members", label: "Members" }] : []),
    ...(mayManageTokens ? [{ href: "/settings/tokens", label: "API tokens" }] : []),
    { href: "/settings/api", label: "API reference" },
    ...(mayManageWebhook ? [{ href: "/settings/webhook", label: "Webhook" }] : []),
  ];
  return (
    <nav aria-label="Settings" className="-mx-1 mb-7 overflow-x-auto border-b border-line">
      <ul className="flex gap-1 px-1">
        {tabs.map(({ href, label }) => (
          <li key={href}>
            <Link
              ref={pathname.startsWith(href) ? bringIntoView : undefined}
              href={href}
              aria-current={pathname.startsWith(href) ? "page" : undefined}
              className="-mb-px inline-flex min-h-10 items-center border-b-2 border-transparent px-2.5 font-medium whitespace-nowrap text-ink-2 transition-colors duration-100 hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            >
              {label} <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

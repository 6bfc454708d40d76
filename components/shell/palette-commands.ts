export interface PaletteCommand {
  label: string;
  href: string;
  /** What it is, in small: "Page", "New". */
  kind: string;
}

interface Allowed {
  mayAdd: boolean;
  mayAddCredential: boolean;
  mayReadActivity: boolean;
  mayManageMembers: boolean;
  mayManageTokens: boolean;
  mayManageWebhook: boolean;
}

/** Where somebody may go, the most used first. */
export function paletteCommands(allowed: Allowed): PaletteCommand[] {
  const page = (label: string, href: string): PaletteCommand => ({ label, href, kind: "Page" });
  return [
    page("Sources", "/sources"),
    page("Destinations", "/destinations"),
    page("Credentials", "/credentials"),
    ...(allowed.mayAdd
      ? [
          { label: "New source", href: "/sources/new", kind: "New" },
          { label: "New destination", href: "/destinations/new", kind: "New" },
        ]
      : []),
    ...(allowed.mayAddCredential ? [{ label: "Add credential", href: "/credentials?add", kind: "New" }] : []),
    ...(allowed.mayReadActivity ? [page("Activity", "/activity")] : []),
    page("Account", "/settings/account"),
    page("Sign-in", "/settings/sign-in"),
    page("Organization", "/settings/organization"),
    ...(allowed.mayManageMembers ? [page("Members", "/settings/members")] : []),
    ...(allowed.mayManageTokens ? [page("API tokens", "/settings/tokens")] : []),
    ...(allowed.mayManageWebhook ? [page("Webhook", "/settings/webhook")] : []),
  ];
}

/** The commands that somebody may mean who typed this; all of them for nothing. */
export function matchingCommands(commands: readonly PaletteCommand[], typed: string): PaletteCommand[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label }) => {
    const parts = label.toLowerCase().split(" ");
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}

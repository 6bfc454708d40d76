import { cookies } from "next/headers";
import { DeskShell } from "@/components/shell/desk-shell.tsx";
import { paletteCommands } from "@/components/shell/palette-commands.ts";
import { rememberedTheme } from "@/components/shell/theme.ts";
import { ORGANIZATION_HEADER } from "@/lib/access.ts";
import { may } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { needingAttention } from "@/lib/server/credentials/attention.ts";
import { countIntegrations } from "@/lib/server/integrations/integrations.ts";
import { listOrganizations } from "@/lib/server/organizations/organizations.ts";

/** The shell only: each page asks for its actor itself, since a layout does not protect what is in it. */
export default async function DeskLayout({ children }: LayoutProps<"/">) {
  const [actor, jar] = await Promise.all([requireActor(), cookies()]);
  const [counts, { bad, expiring }, organizations] = await Promise.all([
    countIntegrations(actor),
    needingAttention(actor),
    listOrganizations(actor),
  ]);
  const account = {
    organizationName: actor.organizationName,
    organizations,
    name: actor.name,
    email: actor.email,
    theme: rememberedTheme(jar),
  };
  const commands = paletteCommands({
    mayAdd: may(actor, "integration:create"),
    mayAddCredential: may(actor, "credential:create"),
    mayReadActivity: may(actor, "activity:read"),
    mayManageMembers: may(actor, "member:manage"),
    mayManageTokens: may(actor, "token:manage"),
    mayManageWebhook: may(actor, "webhook:manage"),
  });
  return (
    <DeskShell
      account={account}
      counts={{
        ...counts,
        attention: { count: bad.count + expiring.count, more: bad.more || expiring.more },
      }}
      mayReadActivity={may(actor, "activity:read")}
      commands={commands}
    >
      <meta name={ORGANIZATION_HEADER} content={actor.organizationId} />
      {children}
    </DeskShell>
  );
}

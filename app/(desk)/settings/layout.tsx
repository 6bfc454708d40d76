import type { Metadata } from "next";
import { PageBody } from "@/components/shell/page-body.tsx";
import { SettingsTabs } from "@/components/shell/settings-tabs.tsx";
import { may } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";

export const metadata: Metadata = { title: { default: "Settings", template: "%s · Settings · Tessera" } };

/** The tabs only: each page asks for its actor itself, since a layout does not protect what is in it. */
export default async function SettingsLayout({ children }: LayoutProps<"/settings">) {
  const actor = await requireActor();
  return (
    <PageBody>
      <SettingsTabs
        mayManageMembers={may(actor, "member:manage")}
        mayManageTokens={may(actor, "token:manage")}
        mayManageWebhook={may(actor, "webhook:manage")}
      />
      {children}
    </PageBody>
  );
}

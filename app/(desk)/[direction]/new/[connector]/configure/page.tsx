import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { connectorOnScreen } from "@/components/credentials/connector-on-screen.ts";
import { listHref } from "@/components/credentials/credential-query.ts";
import { SelectedCredential } from "@/components/credentials/selected-credential.tsx";
import { ConfigureForm } from "@/components/integrations/configure-form.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Stepper } from "@/components/shell/stepper.tsx";
import { may } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { getCredential } from "@/lib/server/credentials/credentials.ts";
import { isEmulated } from "@/lib/server/egress/emulated.ts";
import { Refusal } from "@/lib/server/errors.ts";
import { readNewIntegration } from "../new-integration.ts";

export const metadata: Metadata = { title: "Configure" };

export default async function ConfigurePage({
  params,
  searchParams,
}: PageProps<"/[direction]/new/[connector]/configure">) {
  const [actor, route, { credential: id }] = await Promise.all([
    requireActor(),
    readNewIntegration(params),
    searchParams,
  ]);
  const { direction, connector, words, steps } = route;
  if (!may(actor, "integration:create")) notFound();

  const credential =
    typeof id === "string"
      ? await getCredential(actor, id).catch((error: unknown) => {
          if (error instanceof Refusal) return null;
          throw error;
        })
      : null;
  if (credential === null || credential.connector !== connector.id) redirect(steps.authenticate);

  const changeHref = listHref(steps.authenticate, { credential: credential.id });
  const shown = connectorOnScreen(connector, isEmulated);
  const now = new Date().toISOString();
  return (
    <ConfigureForm
      direction={direction}
      connector={{ id: connector.id, name: connector.name }}
      endpoints={connector.endpoints.filter((endpoint) => endpoint.direction === direction)}
      credential={{ id: credential.id, name: credential.name }}
    >
      <PageHeader
        title={`Configure the new ${words.one}`}
        lead={
          direction === "source"
            ? "Choose what Tessera reads, look at a few rows, and give it a name."
            : "Choose what Tessera writes, and give it a name."
        }
        back={{ href: changeHref, label: "Authenticate" }}
        stepper={<Stepper current="configure" links={{ select: steps.select, authenticate: changeHref }} />}
      />
      <SelectedCredential
        credential={credential}
        connector={shown}
        what={words.one}
        changeHref={changeHref}
        now={now}
      />
    </ConfigureForm>
  );
}

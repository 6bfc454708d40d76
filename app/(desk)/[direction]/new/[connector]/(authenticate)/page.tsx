import type { Metadata } from "next";
import { connectorOnScreen } from "@/components/credentials/connector-on-screen.ts";
import { CredentialPicker } from "@/components/credentials/credential-picker.tsx";
import { readListQuery } from "@/components/credentials/read-list-query.ts";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Stepper } from "@/components/shell/stepper.tsx";
import type { CredentialSummary } from "@/lib/credentials.ts";
import type { Actor } from "@/lib/server/access/actor.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { countCredentials, getCredential, listTiles } from "@/lib/server/credentials/credentials.ts";
import { isEmulated } from "@/lib/server/egress/emulated.ts";
import { Refusal } from "@/lib/server/errors.ts";
import { orFirstPage, orNotFound } from "@/lib/server/page-errors.ts";
import { readerOf } from "../../../../credentials/reader-of.ts";
import { readNewIntegration } from "../new-integration.ts";

export const metadata: Metadata = { title: "Authenticate" };

/** With the Add tile, 24: whole rows of two, three and four. */
const TILES_A_PAGE = 23;

export default async function AuthenticatePage({
  params,
  searchParams,
}: PageProps<"/[direction]/new/[connector]">) {
  const [actor, route, search] = await Promise.all([
    requireActor(),
    readNewIntegration(params),
    searchParams,
  ]);
  const { connector, words, steps } = route;
  const query = readListQuery(search, Object.keys(connector.environments));
  const { credential: preselectedId, ...filter } = query;

  const [page, total, preselected] = await Promise.all([
    orNotFound(
      orFirstPage((asked) => listTiles(actor, asked), {
        ...filter,
        connector: connector.id,
        limit: TILES_A_PAGE,
      }),
    ),
    orNotFound(countCredentials(actor, connector.id)),
    preselectedId === undefined ? null : findOfConnector(actor, preselectedId, connector.id),
  ]);

  return (
    <CredentialPicker
      connector={connectorOnScreen(connector, isEmulated)}
      path={steps.authenticate}
      cancelHref={`/${words.segment}`}
      reader={readerOf(actor)}
      list={{ page, query: filter, total }}
      preselected={preselected}
      now={new Date().toISOString()}
    >
      <PageHeader
        title="Authenticate"
        lead={`Choose the credential that Tessera uses to reach ${connector.name}, or add a new one.`}
        back={{ href: `/${words.segment}`, label: words.title }}
        stepper={<Stepper current="authenticate" links={{ select: steps.select }} />}
      />
    </CredentialPicker>
  );
}

/** The credential that the address names, unless it is gone, another connector's, or of no use. */
async function findOfConnector(
  actor: Actor,
  id: string,
  connector: string,
): Promise<CredentialSummary | null> {
  try {
    const credential = await getCredential(actor, id);
    return credential.connector === connector && credential.verdict !== "unreadable" ? credential : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

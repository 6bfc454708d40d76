import type { Metadata } from "next";
import { AttentionNotice } from "@/components/credentials/attention-notice.tsx";
import { connectorOnScreen } from "@/components/credentials/connector-on-screen.ts";
import { CredentialDetails } from "@/components/credentials/credential-details.tsx";
import { CredentialGallery } from "@/components/credentials/credential-gallery.tsx";
import { readListQuery } from "@/components/credentials/read-list-query.ts";
import { ReceiptSection } from "@/components/credentials/receipt-section.tsx";
import { UsageSection } from "@/components/credentials/usage-section.tsx";
import { VerdictHistory } from "@/components/credentials/verdict-history.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { connectors, findConnector } from "@/lib/connectors/index.ts";
import { may } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { needingAttention } from "@/lib/server/credentials/attention.ts";
import { getDeletedCredential, mayRestore } from "@/lib/server/credentials/bin.ts";
import { countCredentials, getCredential, listCredentials } from "@/lib/server/credentials/credentials.ts";
import { getUsage } from "@/lib/server/credentials/usage.ts";
import { listVerdicts } from "@/lib/server/credentials/verdicts.ts";
import { isEmulated } from "@/lib/server/egress/emulated.ts";
import { Refusal } from "@/lib/server/errors.ts";
import { listColleagues } from "@/lib/server/organizations/members.ts";
import { orFirstPage, orNotFound } from "@/lib/server/page-errors.ts";
import { readerOf } from "../reader-of.ts";

export const metadata: Metadata = { title: "Credentials" };

/** Whole rows of two, three and four. */
const TILES_A_PAGE = 24;
/** In the details; the rest is in a dialog. */
const USERS_SHOWN = 10;

export default async function CredentialsPage({ searchParams }: PageProps<"/credentials">) {
  const [actor, search] = await Promise.all([requireActor(), searchParams]);
  const environments = [...new Set(connectors.flatMap(({ environments }) => Object.keys(environments)))];
  const { credential: openedId, ...query } = readListQuery(search, environments);

  const [page, total, opened, usage, verdicts, owners, attention] = await Promise.all([
    orNotFound(orFirstPage((asked) => listCredentials(actor, asked), { ...query, limit: TILES_A_PAGE })),
    countCredentials(actor),
    openedId === undefined ? null : orNull(getCredential(actor, openedId)),
    openedId === undefined ? null : orNull(getUsage(actor, openedId, { limit: USERS_SHOWN })),
    openedId === undefined ? null : orNull(listVerdicts(actor, openedId)),
    listColleagues(actor),
    needingAttention(actor),
  ]);
  const deleted =
    opened !== null || openedId === undefined ? null : await orNull(getDeletedCredential(actor, openedId));
  const now = new Date().toISOString();

  const onScreen = connectors.map((connector) => connectorOnScreen(connector, isEmulated));
  const [first] = onScreen;
  if (first === undefined) throw new Error("There is no connector.");

  return (
    <CredentialGallery
      connector={first}
      connectors={onScreen}
      reader={readerOf(actor)}
      list={{ page, query, total }}
      opened={
        opened === null
          ? null
          : {
              credential: opened,
              details: (
                <>
                  <CredentialDetails credential={opened} now={now} />
                  {usage !== null && <UsageSection usage={usage} now={now} />}
                  <ReceiptSection credentialId={opened.id} />
                  {verdicts !== null && (
                    <VerdictHistory
                      credential={opened}
                      records={verdicts.data}
                      service={findConnector(opened.connector)?.name ?? ""}
                      now={now}
                    />
                  )}
                </>
              ),
            }
      }
      owners={owners}
      deleted={deleted && { credential: deleted, mayRestore: mayRestore(actor, deleted) }}
      now={now}
    >
      <PageHeader
        title="Credentials"
        lead="Every key that this organization keeps, whether it works, and what uses it."
        action={
          may(actor, "credential:change-any") && (
            <ButtonLink href="/credentials/deleted" prefetch={false}>
              Deleted credentials
            </ButtonLink>
          )
        }
      />
      {query.attention === undefined && <AttentionNotice {...attention} />}
    </CredentialGallery>
  );
}

/** Null for what the address names and is gone, or somebody else's. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

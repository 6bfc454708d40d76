import type { Metadata } from "next";
import { connectorOnScreen } from "@/components/credentials/connector-on-screen.ts";
import { DeletedTable } from "@/components/credentials/deleted-table.tsx";
import { PageBody } from "@/components/shell/page-body.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { connectors } from "@/lib/connectors/index.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { listDeletedCredentials } from "@/lib/server/credentials/bin.ts";
import { isEmulated } from "@/lib/server/egress/emulated.ts";
import { orFirstPage, orNotFound } from "@/lib/server/page-errors.ts";

export const metadata: Metadata = { title: "Deleted credentials" };

const SHOWN_AT_ONCE = 50;
const CURSOR_MAX = 2_000;
const PATH = "/credentials/deleted";

export default async function DeletedCredentialsPage({ searchParams }: PageProps<"/credentials/deleted">) {
  const [actor, { cursor: given }] = await Promise.all([requireActor(), searchParams]);
  const cursor = typeof given === "string" && given.length <= CURSOR_MAX ? given : undefined;
  const page = await orNotFound(
    orFirstPage((asked) => listDeletedCredentials(actor, asked), { limit: SHOWN_AT_ONCE, cursor }),
  );

  return (
    <PageBody>
      <PageHeader
        title="Deleted credentials"
        lead="Each can be restored for 30 days, with its key. Then its key is destroyed."
        back={{ href: "/credentials", label: "Credentials" }}
      />
      <DeletedTable
        // Another page is another list.
        key={cursor ?? ""}
        credentials={page.data}
        connectors={connectors.map((connector) => connectorOnScreen(connector, isEmulated))}
        now={new Date().toISOString()}
      />
      {(cursor !== undefined || page.nextCursor !== null) && (
        <nav aria-label="Pages" className="mt-5 flex flex-wrap gap-2.5">
          {cursor !== undefined && (
            <ButtonLink href={PATH} prefetch={false}>
              First page
            </ButtonLink>
          )}
          {page.nextCursor !== null && (
            <ButtonLink href={`${PATH}?cursor=${encodeURIComponent(page.nextCursor)}`} prefetch={false}>
              More
            </ButtonLink>
          )}
        </nav>
      )}
    </PageBody>
  );
}

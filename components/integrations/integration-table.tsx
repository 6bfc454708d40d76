import Link from "next/link";
import { relativeTime } from "@/components/credentials/relative-time.ts";
import { VerdictBadge } from "@/components/credentials/verdict-badge.tsx";
import { Table } from "@/components/ui/table.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { Integration } from "@/lib/integrations.ts";
import { describeIntegration } from "./describe-integration.ts";

interface IntegrationTableProps {
  /** Read aloud before the table, such as "Sources". */
  caption: string;
  integrations: readonly Integration[];
  /** Where one of them has its page. */
  hrefOf: (integration: Integration) => string;
  /** ISO 8601; what ages are counted from. */
  now: string;
}

const columns = ["Name", "Service", "Credential", "Owner", "Created"];

/** Sources or destinations; on a phone each is a card. The whole row leads to its page. */
export function IntegrationTable({ caption, integrations, hrefOf, now }: IntegrationTableProps) {
  return (
    <div className="min-[1000px]:rounded-tile min-[1000px]:border min-[1000px]:border-line min-[1000px]:bg-surface min-[1000px]:shadow-tile">
      <Table caption={caption} columns={columns} cards>
        {integrations.map((integration) => {
          const { connectorName, endpointLabel, environmentLabel } = describeIntegration(integration);
          const { id, name, credential, owner, createdAt } = integration;
          return (
            <tr
              key={id}
              className="relative align-top max-[999px]:grid-cols-[minmax(0,auto)_minmax(0,1fr)] max-[999px]:gap-x-3"
            >
              <th
                scope="row"
                className="px-4 py-3 font-semibold [overflow-wrap:anywhere] max-[999px]:col-span-2"
              >
                <Link
                  href={hrefOf(integration)}
                  className="rounded-chip text-[15px] text-ink after:absolute after:inset-0 after:rounded-tile hover:underline"
                >
                  {name}
                </Link>
              </th>
              <td className="px-4 py-3 text-ink-2 max-[999px]:col-span-2">
                {connectorName} · {endpointLabel}
              </td>
              <td className="px-4 py-3 max-[999px]:col-span-2">
                <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                  <span className="text-ink-2 [overflow-wrap:anywhere]">
                    {credential.name} · {environmentLabel}
                  </span>
                  <VerdictBadge
                    service={connectorName}
                    verdict={credential.verdict}
                    testedAt={credential.testedAt}
                    now={now}
                  />
                </span>
              </td>
              <td className="px-4 py-3 text-ink-2 max-[999px]:text-[13px]">
                {owner === null ? <NobodyOwns /> : owner.name}
              </td>
              <td className="px-4 py-3 whitespace-nowrap text-ink-2 max-[999px]:text-[13px]">
                <span className="min-[1000px]:hidden">Created </span>
                <time dateTime={createdAt}>{relativeTime(createdAt, now)}</time>
              </td>
            </tr>
          );
        })}
      </Table>
    </div>
  );
}

function NobodyOwns() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <VisuallyHidden>nobody any more</VisuallyHidden>
    </>
  );
}

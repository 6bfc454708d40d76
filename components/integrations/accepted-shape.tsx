import { Table } from "@/components/ui/table.tsx";
import type { ConnectorEndpoint } from "@/lib/connectors/define-connector.ts";

/** The fields that a destination's endpoint takes. */
export function AcceptedShape({ endpoint }: { endpoint: ConnectorEndpoint }) {
  return (
    <section
      aria-label={`Fields of ${endpoint.label}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-control border border-line bg-surface"
    >
      <Table caption={`What ${endpoint.label} takes`} columns={["Field", "Type", "Required", "Meaning"]}>
        {(endpoint.accepts ?? []).map(({ name, type, required, description }) => (
          <tr key={name}>
            <th scope="row" className="px-4 py-3 font-mono text-xs font-medium text-ink">
              {name}
            </th>
            <td className="px-4 py-3 whitespace-nowrap text-ink-2">{type}</td>
            <td className="px-4 py-3 text-ink-2">{required ? "yes" : "no"}</td>
            <td className="min-w-48 px-4 py-3 text-ink-2">{description}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

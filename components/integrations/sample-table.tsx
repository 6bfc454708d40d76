import { CodeLine } from "@/components/ui/code-line.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { SampleRows } from "@/lib/credentials.ts";
import { maskedCurl } from "./masked-curl.ts";

interface SampleTableProps {
  /** The endpoint's label. */
  what: string;
  sample: SampleRows;
}

/** The first rows of an endpoint. It scrolls within itself, and a keyboard can do that too. */
export function SampleTable({
  what,
  sample: { columns, rows, total, latencyMs, request },
}: SampleTableProps) {
  const of = total === null ? "" : ` of ${total.toLocaleString("en")}`;
  const took = `${Math.round(latencyMs).toLocaleString("en")} ms`;
  return (
    <div className="grid min-w-0 gap-2">
      <p className="text-[13px] text-ink-2">
        {rows.length === 0 ? "No rows" : `${rows.length === 1 ? "1 row" : `${rows.length} rows`}${of}`} in{" "}
        {took}, with exactly this request:
      </p>
      <CodeLine code={maskedCurl(request)} what="the request" />
      {rows.length > 0 && (
        <section
          aria-label={`Sample rows of ${what}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
          // `relative` keeps what is hidden in cells in here, where it would widen the page.
          className="relative max-h-[420px] overflow-auto rounded-control border border-line bg-surface"
        >
          <table className="w-full border-collapse text-left text-[13px]">
            <caption className="sr-only">
              {what}: {rows.length} sample rows{of}
            </caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    className="sticky top-0 border-b border-line bg-sunken px-3 py-2 font-mono text-xs font-medium whitespace-nowrap text-ink-2"
                  >
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample have no identity and never move.
                <tr key={index} className="border-t border-line first:border-t-0">
                  {columns.map((column, at) => (
                    <td key={column} className="max-w-[260px] truncate px-3 py-2 whitespace-nowrap text-ink">
                      <Cell value={row[at] ?? null} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function Cell({ value }: { value: string | number | boolean | null }) {
  if (value === null || value === "") {
    return (
      <span className="text-ink-3">
        <span aria-hidden="true">—</span>
        <VisuallyHidden>empty</VisuallyHidden>
      </span>
    );
  }
  const text = String(value);
  return <span title={text}>{text}</span>;
}

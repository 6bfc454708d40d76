import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { ActivityEvent } from "@/lib/activity.ts";
import { fieldsOf } from "./field-words.ts";

/** What an event says of its subject: as it was and as it is since, or only one of them. */
export function FieldChanges({ event }: { event: ActivityEvent }) {
  const fields = fieldsOf(event);
  if (fields.length === 0) return null;
  const hadBefore = fields.some(({ before }) => before !== null);
  const hasAfter = fields.some(({ after }) => after !== null);
  const columns = hadBefore && hasAfter ? ["Before", "After"] : [hadBefore ? "Was" : "Is"];
  return (
    <table className="w-full table-fixed border-collapse text-left text-[13.5px]">
      <caption className="sr-only">What it says</caption>
      <thead>
        <tr className="text-[13px] text-ink-3">
          <th scope="col" className="w-[132px] pb-1.5 font-medium max-[700px]:w-[96px]">
            <VisuallyHidden>Field</VisuallyHidden>
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className="pb-1.5 pl-3 font-medium">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, label, before, after }) => (
          <tr key={field} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 font-normal text-ink-3">
              {label}
            </th>
            {hadBefore && <Value>{before}</Value>}
            {hasAfter && <Value>{after}</Value>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ children }: { children: string | null }) {
  return (
    <td className="py-1.5 pl-3 whitespace-pre-line [overflow-wrap:anywhere]">
      {children ?? (
        <>
          <span aria-hidden="true" className="text-ink-3">
            –
          </span>
          <VisuallyHidden>nothing</VisuallyHidden>
        </>
      )}
    </td>
  );
}

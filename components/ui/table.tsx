import type { ReactNode } from "react";

interface TableProps {
  /** Read aloud before the table. */
  caption: string;
  columns: readonly string[];
  /** Where the table has no room (under 1000 px), each row becomes a card of its own. */
  cards?: boolean;
  /** `<tr>`s. */
  children: ReactNode;
}

const plainRows = "[&>tr]:border-t [&>tr]:border-line";
const cardRows =
  "min-[1000px]:[&>tr]:border-t min-[1000px]:[&>tr]:border-line max-[999px]:grid max-[999px]:gap-3 " +
  "max-[999px]:[&>tr]:grid max-[999px]:[&>tr]:gap-1.5 max-[999px]:[&>tr]:rounded-tile max-[999px]:[&>tr]:border " +
  "max-[999px]:[&>tr]:border-line max-[999px]:[&>tr]:bg-surface max-[999px]:[&>tr]:p-4 " +
  "max-[999px]:[&>tr]:shadow-tile max-[999px]:[&>tr>*]:min-w-0 max-[999px]:[&>tr>*]:p-0";

/** A table under hairlines. Cells bring their own padding: `px-4 py-3`. */
export function Table({ caption, columns, cards = false, children }: TableProps) {
  return (
    <table className={`w-full border-collapse text-left text-sm ${cards ? "max-[999px]:block" : ""}`}>
      <caption className="sr-only">{caption}</caption>
      <thead className={cards ? "max-[999px]:sr-only" : ""}>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className="px-4 py-2.5 text-[13px] font-medium text-ink-3">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={cards ? cardRows : plainRows}>{children}</tbody>
    </table>
  );
}

import type { ReactNode } from "react";

export interface Fact {
  term: string;
  value: ReactNode;
}

interface FactsProps {
  title: string;
  facts: readonly Fact[];
}

/** A titled list of what is known about something. */
export function Facts({ title, facts }: FactsProps) {
  return (
    <section className="rounded-tile border border-line bg-surface px-5 py-4 shadow-tile max-[700px]:px-4">
      <h2 className="mb-2.5 text-[15.5px] font-semibold tracking-[-0.008em]">{title}</h2>
      <dl>
        {facts.map(({ term, value }) => (
          <div
            key={term}
            className="grid grid-cols-[140px_minmax(0,1fr)] gap-x-4 gap-y-0.5 border-t border-line py-2.5 text-sm max-[700px]:grid-cols-1"
          >
            <dt className="text-ink-3">{term}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

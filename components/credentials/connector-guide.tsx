import type { ReactNode } from "react";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";

interface ConnectorGuideProps {
  guide: ConnectorOnScreen["guide"];
  headingLevel: 2 | 3;
}

/** The steps to a key, in the words of the connector's own guide. */
export function ConnectorGuide({ guide, headingLevel }: ConnectorGuideProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="text-[13.5px] leading-[1.45] text-ink-2">
      <Heading className="mb-3 text-sm font-semibold text-ink">{guide.title}</Heading>
      <ol className="mb-4 grid gap-[11px]">
        {guide.steps.map((step, index) => (
          <li key={step} className="relative pl-[30px]">
            <span
              aria-hidden="true"
              className="absolute top-0 left-0 grid size-5 place-items-center rounded-[6px] border border-line bg-surface font-mono text-[11.5px] font-semibold"
            >
              {index + 1}
            </span>
            {marked(step)}
          </li>
        ))}
      </ol>
      <p className="border-l-[3px] border-pigment-3 py-0.5 pl-3">
        <strong className="block font-semibold text-ink">Important</strong>
        {guide.caution}
      </p>
    </div>
  );
}

/** `**names on the service's screen**` stand out, and addresses are links. */
function marked(step: string): ReactNode[] {
  return step.split(/(\*\*.+?\*\*|https:\/\/[^\s,]+[^\s,.])/).map((part) => {
    if (part.startsWith("**")) {
      return (
        <strong key={part} className="font-semibold text-ink">
          {part.slice(2, -2)}
        </strong>
      );
    }
    if (!part.startsWith("https://")) return part;
    return (
      <a
        key={part}
        href={part}
        target="_blank"
        rel="noreferrer"
        className="text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
      >
        {part}
        <VisuallyHidden> (opens in a new tab)</VisuallyHidden>
      </a>
    );
  });
}

import { useEffect, useRef } from "react";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { KeyTestState } from "./use-key-test.ts";

interface TestOutcomeProps {
  outcome: Extract<KeyTestState, { step: "done" }>;
}

/** What exactly a test sent, its key masked, and what came back. */
export function TestOutcome({ outcome: { result, keyHint, stale } }: TestOutcomeProps) {
  const section = useRef<HTMLElement>(null);
  // Whoever pressed Test wants to see it, and the form may be longer than the window.
  useEffect(() => {
    section.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const { request, message, status, latencyMs, traceId } = result;
  return (
    <section
      ref={section}
      aria-label="What the test sent and got"
      className={`grid gap-2.5 rounded-control border border-line bg-sunken px-3.5 py-3 text-[13px] leading-snug text-ink-2 ${stale ? "border-dashed" : ""}`}
    >
      <p className="font-medium text-ink">
        {message}
        {stale && " · before the last change"}
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        {request !== null && (
          <>
            <dt>Sent</dt>
            <dd className="font-mono text-xs leading-[1.6] [overflow-wrap:anywhere]">
              {request.method} {request.url}
              <br />
              {request.header}: <span aria-hidden="true">●●●●</span>
              <VisuallyHidden>masked</VisuallyHidden> {keyHint}
            </dd>
          </>
        )}
        <dt>Answer</dt>
        <dd className="font-mono text-xs leading-[1.6] [overflow-wrap:anywhere]">
          {status === null ? "none" : `status ${status}`}
          {latencyMs !== null && ` · ${Math.round(latencyMs).toLocaleString("en")} ms`}
          {traceId !== null && (
            <>
              <br />
              trace {traceId}
            </>
          )}
        </dd>
      </dl>
    </section>
  );
}

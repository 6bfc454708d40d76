import { Notice } from "@/components/ui/notice.tsx";
import { SampleTable } from "./sample-table.tsx";
import type { PreviewState } from "./use-preview.ts";

interface PreviewOutcomeProps {
  state: PreviewState;
  /** The endpoint's label. */
  what: string;
  /** What is said before anything was asked. */
  idle?: string;
}

/** What came of looking at the first rows of an endpoint. */
export function PreviewOutcome({ state, what, idle }: PreviewOutcomeProps) {
  switch (state.step) {
    case "idle":
      return idle === undefined ? null : <p className="text-[13px] text-ink-3">{idle}</p>;
    case "running":
      return <p className="text-[13px] text-ink-2">Reading the first rows of {what}…</p>;
    case "failed":
      return <Notice tone="rejected">{state.message}</Notice>;
    case "done":
      return <SampleTable what={what} sample={state.sample} />;
  }
}

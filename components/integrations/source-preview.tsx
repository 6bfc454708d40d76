"use client";

import { Button } from "@/components/ui/button.tsx";
import type { Integration } from "@/lib/integrations.ts";
import { describeIntegration } from "./describe-integration.ts";
import { Panel } from "./panel.tsx";
import { PreviewOutcome } from "./preview-outcome.tsx";
import { ofSource } from "./read-sample.ts";
import { usePreview } from "./use-preview.ts";

/** The first rows of a saved source, when they are asked for. */
export function SourcePreview({ source }: { source: Integration }) {
  const preview = usePreview();
  const { endpointLabel } = describeIntegration(source);
  return (
    <Panel
      title="First rows"
      lead="Read with its credential and its settings, and not kept."
      action={
        <Button
          size="small"
          onClick={() => preview.run(ofSource(source))}
          busy={preview.state.step === "running"}
          busyLabel="Reading…"
        >
          Preview
        </Button>
      }
    >
      <div aria-live="polite" className="empty:hidden">
        <PreviewOutcome state={preview.state} what={endpointLabel} />
      </div>
    </Panel>
  );
}

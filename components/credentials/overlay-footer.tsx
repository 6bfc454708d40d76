import { type ReactNode, useEffect, useRef } from "react";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { KeyTestState } from "./use-key-test.ts";
import { verdictWords } from "./verdict-words.ts";

interface OverlayFooterProps {
  keyTest: KeyTestState;
  service: string;
  saving: boolean;
  /** Why it was not saved, where no field is to blame. */
  problem: string | null;
  onTest: () => void;
  onStopTest: () => void;
  onCancel: () => void;
  /** Stands above the buttons. */
  children?: ReactNode;
}

/** Test, Cancel, Save; and above them what went wrong. */
export function OverlayFooter(props: OverlayFooterProps) {
  const { keyTest, service, saving, problem, onTest, onStopTest, onCancel, children } = props;
  const testing = keyTest.step === "running";
  return (
    <DialogFooter>
      <div role="alert" className="basis-full empty:hidden">
        {problem !== null && <Notice tone="rejected">{problem}</Notice>}
        {children}
      </div>
      <Button onClick={testing ? onStopTest : onTest} className="min-w-[76px]">
        {testing ? "Stop" : "Test"}
      </Button>
      <div
        role="status"
        className="min-w-0 flex-1 text-[13px] empty:hidden max-[700px]:order-first max-[700px]:basis-full"
      >
        <KeyTestStatus keyTest={keyTest} service={service} />
      </div>
      <Button variant="quiet" onClick={onCancel} className="ml-auto">
        Cancel
      </Button>
      <Button
        type="submit"
        variant="primary"
        busy={saving}
        busyLabel="Saving…"
        className="max-[700px]:flex-1"
      >
        Save
      </Button>
    </DialogFooter>
  );
}

function KeyTestStatus({ keyTest, service }: { keyTest: KeyTestState; service: string }) {
  switch (keyTest.step) {
    case "idle":
      return null;
    case "running":
      return (
        <Badge tone="idle" icon="ring">
          Testing…
        </Badge>
      );
    case "failed":
      return <span className="text-rejected">{keyTest.message}</span>;
    case "done": {
      const { result, stale } = keyTest;
      if (stale) {
        return (
          <Badge tone="idle" icon="ring">
            Changed since the test
          </Badge>
        );
      }
      const { tone, icon, text } = verdictWords(
        { verdict: result.verdict, testedAt: null, service },
        result.testedAt,
      );
      const took =
        result.latencyMs === null ? "" : ` · ${Math.round(result.latencyMs).toLocaleString("en")} ms`;
      return (
        <Badge tone={tone} icon={icon}>
          {text}
          {took}
        </Badge>
      );
    }
  }
}

interface DiscardFooterProps {
  question?: string;
  onKeep: () => void;
  onDiscard: () => void;
}

/** Asked in the overlay's own footer, never in a second dialog. */
export function DiscardFooter({
  question = "Discard this credential?",
  onKeep,
  onDiscard,
}: DiscardFooterProps) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    keep.current?.focus();
  }, []);
  return (
    <DialogFooter>
      <p role="alert" className="min-w-0 font-semibold text-ink max-[700px]:basis-full">
        {question}
      </p>
      <Button ref={keep} onClick={onKeep} className="ml-auto max-[700px]:flex-1">
        Keep editing
      </Button>
      <Button variant="danger" onClick={onDiscard} className="max-[700px]:flex-1">
        Discard
      </Button>
    </DialogFooter>
  );
}

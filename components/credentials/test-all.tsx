"use client";

import { Button } from "@/components/ui/button.tsx";
import type { ConnectorLimits } from "@/lib/connectors/define-connector.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { type TestAllProgress, useTestAll } from "./use-test-all.ts";

interface TestAllProps {
  /** The tiles that are shown, in their order. */
  credentials: readonly CredentialSummary[];
  limits: ConnectorLimits;
  /** Tests one on its tile: see `useTiles`. */
  test: Parameters<typeof useTestAll>[1];
  /** All have ended, or it was stopped. */
  onEnd: () => void;
}

/** Tests every tile that is shown, and says how far it is. */
export function TestAll({ credentials, limits, test, onEnd }: TestAllProps) {
  const { progress, start, stop } = useTestAll(limits, test, onEnd);
  const running = progress?.running === true;
  // What does not open needs no test to be known.
  const testable = credentials.filter(({ verdict }) => verdict !== "unreadable");
  return (
    <div className="-mt-1.5 mb-2.5 flex min-h-8 flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <p role="status" className="text-[13px] text-ink-2">
        {progress !== null && wordsOf(progress)}
      </p>
      {running ? (
        <Button variant="quiet" size="small" onClick={stop}>
          Stop
        </Button>
      ) : (
        <Button
          variant="quiet"
          size="small"
          disabled={testable.length === 0}
          onClick={() => start(testable.map(({ id }) => id))}
        >
          Test all shown
        </Button>
      )}
    </div>
  );
}

function wordsOf({ running, stopped, ended, failed, of, waitsSeconds }: TestAllProgress): string {
  if (running) {
    return waitsSeconds === null
      ? `Tested ${ended} of ${of}…`
      : `Tested ${ended} of ${of}. No more tests are allowed for now: the rest follows in ${waitsSeconds} s.`;
  }
  const tested = ended - failed;
  const outcome = stopped ? `Stopped: ${tested} of ${of} tested` : `${tested} of ${of} tested`;
  return failed === 0 ? `${outcome}.` : `${outcome}, ${failed} could not be: their tiles say why.`;
}

import { useEffect, useRef, useState } from "react";
import type { ConnectorLimits } from "@/lib/connectors/define-connector.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";

/** How far the tests of all tiles are. */
export interface TestAllProgress {
  running: boolean;
  /** Whether somebody stopped it. */
  stopped: boolean;
  ended: number;
  /** Of those that ended: how many could not be tested. */
  failed: number;
  of: number;
}

const SECOND_MS = 1_000;

/**
 * Tests a list of credentials, no more at once and a second than `limits`. `test` answers the credential as it is
 * then, or null after a failure. Those that have begun end when it is stopped.
 */
export function useTestAll(
  limits: ConnectorLimits,
  test: (id: string) => Promise<CredentialSummary | null>,
  onEnd: () => void,
): { progress: TestAllProgress | null; start: (ids: readonly string[]) => void; stop: () => void } {
  const [progress, setProgress] = useState<TestAllProgress | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(ids: readonly string[]) {
    if (running.current !== null) return;
    const controller = new AbortController();
    running.current = controller;
    const left = [...ids];
    setProgress({ running: true, stopped: false, ended: 0, failed: 0, of: ids.length });

    async function work(first: number): Promise<void> {
      await pause((first * SECOND_MS) / limits.requestsPerSecond, controller.signal);
      for (let id = left.shift(); id !== undefined && !controller.signal.aborted; id = left.shift()) {
        // As many a second as are allowed, shared by those that run at once.
        const turn = pause((workers * SECOND_MS) / limits.requestsPerSecond, controller.signal);
        const failed = (await test(id)) === null ? 1 : 0;
        setProgress(
          (before) => before && { ...before, ended: before.ended + 1, failed: before.failed + failed },
        );
        if (left.length > 0) await turn;
      }
    }
    const workers = Math.min(limits.requestsAtOnce, ids.length);
    await Promise.all(Array.from({ length: workers }, (_, first) => work(first)));
    running.current = null;
    setProgress((before) => before && { ...before, running: false, stopped: controller.signal.aborted });
    onEnd();
  }

  return { progress, start, stop: () => running.current?.abort() };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

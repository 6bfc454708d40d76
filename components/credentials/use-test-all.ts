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
  /** For how long they wait, after too many tests; null while they do not. */
  waitsSeconds: number | null;
}

const SECOND_MS = 1_000;

/**
 * Tests a list of credentials, no more at once and a second than `limits`. `test` answers the credential as it is
 * then, or null after a failure; where it tells of too many tests, that one is tested again, and none before it is time.
 * Those that have begun end when it is stopped.
 */
export function useTestAll(
  limits: ConnectorLimits,
  test: (id: string, onTooMany: (retryAfterSeconds: number) => void) => Promise<CredentialSummary | null>,
  onEnd: () => void,
): { progress: TestAllProgress | null; start: (ids: readonly string[]) => void; stop: () => void } {
  const [progress, setProgress] = useState<TestAllProgress | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(ids: readonly string[]) {
    if (running.current !== null) return;
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const left = [...ids];
    /** There may be no test before it has passed. */
    let wait = Promise.resolve();
    setProgress({ running: true, stopped: false, ended: 0, failed: 0, of: ids.length, waitsSeconds: null });

    function waitFor(seconds: number) {
      setProgress((before) => before && { ...before, waitsSeconds: seconds });
      const passed = pause(seconds * SECOND_MS, signal).then(() => {
        // Another answer may have asked for longer meanwhile.
        if (wait === passed) setProgress((before) => before && { ...before, waitsSeconds: null });
      });
      wait = passed;
    }

    async function work(first: number): Promise<void> {
      await pause((first * SECOND_MS) / limits.requestsPerSecond, signal);
      for (let id = left.shift(); id !== undefined && !signal.aborted; id = left.shift()) {
        // As many a second as are allowed, shared by those that run at once.
        const turn = pause((workers * SECOND_MS) / limits.requestsPerSecond, signal);
        let again = false;
        const tested = await test(id, (retryAfterSeconds) => {
          again = true;
          waitFor(retryAfterSeconds);
        });
        if (again) left.unshift(id);
        else setProgress((before) => before && ended(before, tested !== null));
        if (left.length > 0) await turn;
        await wait;
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

function ended(before: TestAllProgress, tested: boolean): TestAllProgress {
  return { ...before, ended: before.ended + 1, failed: before.failed + (tested ? 0 : 1) };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

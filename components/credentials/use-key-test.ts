import { useEffect, useRef, useState } from "react";
import { ApiError, callApi } from "@/lib/api-client.ts";
import type { TestResult } from "@/lib/credentials.ts";
import { testAnswer } from "./answers.ts";

/** How the test of a key that is not saved yet stands. */
export type KeyTestState =
  | { step: "idle" }
  | { step: "running" }
  /** `stale`: the key or the Base URL has changed since. */
  | { step: "done"; result: TestResult; keyHint: string; stale: boolean }
  | { step: "failed"; message: string };

const HINT_CHARACTERS = 4;
/** Of a shorter key nothing is shown; the same rule as for the hint of a saved one. */
const HINTED_FROM_CHARACTERS = 16;

/** Tries a key without saving it. One test at a time; it ends with the overlay. */
export function useKeyTest() {
  const [state, setState] = useState<KeyTestState>({ step: "idle" });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  function stop() {
    running.current?.abort();
    running.current = null;
    setState({ step: "idle" });
  }

  async function run(input: { connector: string; environment: string; apiKey: string }) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ step: "running" });
    const outcome = await tryKey(input, controller.signal);
    if (running.current !== controller) return;
    running.current = null;
    setState(outcome);
  }

  /** The key or the Base URL is another one now. */
  function outdate() {
    if (running.current !== null) return stop();
    setState((before) => {
      if (before.step === "done") return before.stale ? before : { ...before, stale: true };
      return before.step === "idle" ? before : { step: "idle" };
    });
  }

  return { state, run, stop, outdate };
}

async function tryKey(
  input: { connector: string; environment: string; apiKey: string },
  signal: AbortSignal,
): Promise<KeyTestState> {
  try {
    const result = await callApi("/api/v1/credentials/test", testAnswer, {
      method: "POST",
      body: input,
      signal,
    });
    const { apiKey } = input;
    const keyHint = apiKey.length < HINTED_FROM_CHARACTERS ? "" : apiKey.slice(-HINT_CHARACTERS);
    return { step: "done", result, keyHint, stale: false };
  } catch (error) {
    if (signal.aborted) return { step: "idle" };
    return {
      step: "failed",
      message: error instanceof ApiError ? error.message : "The test could not be made. Try again.",
    };
  }
}

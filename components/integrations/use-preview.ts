import { useEffect, useRef, useState } from "react";
import { ApiError } from "@/lib/api-client.ts";
import type { SampleRows } from "@/lib/credentials.ts";
import type { ReadSample } from "./read-sample.ts";

export type PreviewState =
  | { step: "idle" }
  | { step: "running" }
  | { step: "done"; sample: SampleRows }
  | { step: "failed"; message: string };

/** A few rows of an endpoint. One look at a time. */
export function usePreview() {
  const [state, setState] = useState<PreviewState>({ step: "idle" });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  /** What was seen, or is being asked for, is not what is chosen now. */
  function reset() {
    running.current?.abort();
    running.current = null;
    setState({ step: "idle" });
  }

  async function run(read: ReadSample) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ step: "running" });
    const outcome = await look(read, controller.signal);
    if (running.current !== controller) return;
    running.current = null;
    setState(outcome);
  }

  return { state, run, reset };
}

async function look(read: ReadSample, signal: AbortSignal): Promise<PreviewState> {
  try {
    return { step: "done", sample: await read(signal) };
  } catch (error) {
    if (signal.aborted) return { step: "idle" };
    return {
      step: "failed",
      message: error instanceof ApiError ? error.message : "The rows could not be read. Try again.",
    };
  }
}

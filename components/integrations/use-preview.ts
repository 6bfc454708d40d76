import { useEffect, useRef, useState } from "react";
import { ApiError, callApi } from "@/lib/api-client.ts";
import type { EndpointSettings } from "@/lib/connectors/endpoint-settings.ts";
import { type SampleRows, sampleRowsSchema } from "@/lib/credentials.ts";

export type PreviewState =
  | { step: "idle" }
  | { step: "running" }
  | { step: "done"; sample: SampleRows }
  | { step: "failed"; message: string };

/** A few rows of an endpoint, read through a saved credential. One look at a time. */
export function usePreview(credentialId: string) {
  const [state, setState] = useState<PreviewState>({ step: "idle" });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  /** What was seen, or is being asked for, is not what is chosen now. */
  function reset() {
    running.current?.abort();
    running.current = null;
    setState({ step: "idle" });
  }

  async function run(endpoint: string, settings: EndpointSettings) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ step: "running" });
    const outcome = await readSample(credentialId, { endpoint, settings }, controller.signal);
    if (running.current !== controller) return;
    running.current = null;
    setState(outcome);
  }

  return { state, run, reset };
}

async function readSample(
  credentialId: string,
  body: { endpoint: string; settings: EndpointSettings },
  signal: AbortSignal,
): Promise<PreviewState> {
  try {
    const sample = await callApi(`/api/v1/credentials/${credentialId}/preview`, sampleRowsSchema, {
      method: "POST",
      body,
      signal,
    });
    return { step: "done", sample };
  } catch (error) {
    if (signal.aborted) return { step: "idle" };
    return {
      step: "failed",
      message: error instanceof ApiError ? error.message : "The rows could not be read. Try again.",
    };
  }
}

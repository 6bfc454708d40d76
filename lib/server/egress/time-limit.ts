import { cancelled, timedOut } from "./egress-error.ts";

/** Time and the caller's patience: what ends first rejects `reached` and aborts `signal`. */
export function startLimit(host: string, timeoutMs: number, patience: AbortSignal | undefined) {
  if (patience?.aborted) throw cancelled();
  const controller = new AbortController();
  const { promise: reached, reject } = Promise.withResolvers<never>();
  const end = (error: Error) => {
    reject(error);
    controller.abort(error);
  };
  const onCancel = () => end(cancelled());
  const startTimer = (ms: number) => setTimeout(() => end(timedOut(host, ms)), ms);
  let timer: ReturnType<typeof setTimeout> | null = startTimer(timeoutMs);
  patience?.addEventListener("abort", onCancel, { once: true });

  /** Time counts no more; patience does. */
  function stopTime(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }
  return {
    signal: controller.signal,
    reached,
    /** Gives it so much time from now on, unless time counts no more. */
    restart(ms: number) {
      if (timer === null) return;
      clearTimeout(timer);
      timer = startTimer(ms);
    },
    stopTime,
    clear() {
      stopTime();
      patience?.removeEventListener("abort", onCancel);
    },
  };
}

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
  const timer = setTimeout(() => end(timedOut(host, timeoutMs)), timeoutMs);
  patience?.addEventListener("abort", onCancel, { once: true });
  return {
    signal: controller.signal,
    reached,
    clear() {
      clearTimeout(timer);
      patience?.removeEventListener("abort", onCancel);
    },
  };
}

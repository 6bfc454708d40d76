import type { Pace } from "./pace.ts";
import type { Egress } from "./send.ts";

/**
 * An egress whose requests keep a pace: the first has had its turn already, each further one waits for one. What is
 * sent after `signal` aborted is cancelled.
 */
export function paced(egress: Egress, pace: Pace, signal: AbortSignal): Egress {
  let isFirst = true;
  return {
    ...egress,
    async send(target, key, request) {
      if (!isFirst) await pace.turn(signal);
      isFirst = false;
      return egress.send(target, key, { signal, ...request });
    },
  };
}

/** What one request came to, as far as it was not told before. */
export interface Traffic {
  /** Where it went, or would have gone. */
  readonly host: string;
  /** HTTP status; null where the caller got no answer. */
  readonly status: number | null;
  /** 1 with the answer, or the lack of one; 0 with what is said of a streamed body when it ends. */
  readonly requests: 0 | 1;
  /** Of bodies, as they went over the wire. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** Counts the bytes of one request. */
export interface Meter {
  bytesSent: number;
  bytesReceived: number;
  /** Tells of the request and its bytes so far. */
  answered(status: number | null): void;
  /** Tells of the bytes since then, where there are any. */
  ended(): void;
}

/** A meter of a request to `host`, which tells `tell`. */
export function createMeter(host: string, tell: ((traffic: Traffic) => void) | undefined): Meter {
  const told = { status: null as number | null, bytesSent: 0, bytesReceived: 0 };
  const say = (requests: 0 | 1) => {
    const bytesSent = meter.bytesSent - told.bytesSent;
    const bytesReceived = meter.bytesReceived - told.bytesReceived;
    if (requests === 0 && bytesSent === 0 && bytesReceived === 0) return;
    told.bytesSent = meter.bytesSent;
    told.bytesReceived = meter.bytesReceived;
    tell?.({ host, status: told.status, requests, bytesSent, bytesReceived });
  };
  const meter: Meter = {
    bytesSent: 0,
    bytesReceived: 0,
    answered(status) {
      told.status = status;
      say(1);
    },
    ended: () => say(0),
  };
  return meter;
}

/** The text of a body while it waits for its reader, where it is short and comes soon. */
export interface Glance {
  /** All of it; null where it is too long, takes too long, or breaks off. */
  readonly text: Promise<string | null>;
  push(text: string): void;
  end(): void;
  giveUp(): void;
}

/** Looks at a body of fewer than `length` characters that is whole within `waitMs`. */
export function createGlance(length: number, waitMs: number): Glance {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  let seen = "";
  const end = (text: string | null) => {
    clearTimeout(timer);
    resolve(text);
  };
  const timer = setTimeout(() => end(null), waitMs);
  return {
    text: promise,
    push(text) {
      if (seen.length + text.length < length) seen += text;
      else end(null);
    },
    end: () => end(seen),
    giveUp: () => end(null),
  };
}

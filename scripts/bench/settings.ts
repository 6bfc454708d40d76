/** How thorough this run is, and how it says what it does. */
export interface Settings {
  quick: boolean;
  rounds: number;
  roundSeconds: number;
  /** Before anything counts: V8 needs thousands of requests to compile what they use. */
  warmUpAnswers: number;
  /** How often a single click, page load or start is repeated. */
  repeats: { clicks: number; pages: number; starts: number };
  /** How many credentials the organizations have that are listed. */
  sizes: readonly number[];
  say: (line: string) => void;
  signal: AbortSignal;
}

export function settingsFor(quick: boolean, say: (line: string) => void, signal: AbortSignal): Settings {
  return quick
    ? {
        quick,
        rounds: 3,
        roundSeconds: 1,
        warmUpAnswers: 500,
        repeats: { clicks: 10, pages: 5, starts: 3 },
        sizes: [100, 10_000],
        say,
        signal,
      }
    : {
        quick,
        rounds: 7,
        roundSeconds: 4,
        warmUpAnswers: 5_000,
        repeats: { clicks: 20, pages: 9, starts: 5 },
        sizes: [100, 10_000, 1_000_000],
        say,
        signal,
      };
}

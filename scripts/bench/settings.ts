/** How thorough this run is, and how it says what it does. */
export interface Settings {
  quick: boolean;
  rounds: number;
  roundSeconds: number;
  /** Before anything counts: V8 needs thousands of requests to compile what they use. */
  warmUpAnswers: number;
  /** How often a single click, page load or start is repeated. */
  repeats: { clicks: number; pages: number; starts: number };
  /** How long the server is under load before its memory is read for the last time. */
  loadSeconds: number;
  /** How many credentials the organizations have that are listed. */
  sizes: readonly number[];
  say: (line: string) => void;
  signal: AbortSignal;
}

interface Asked {
  quick: boolean;
  /** Instead of what a run takes by itself. */
  loadMinutes: number | undefined;
}

export function settingsFor(
  { quick, loadMinutes }: Asked,
  say: (line: string) => void,
  signal: AbortSignal,
): Settings {
  const settings = ordinarySettings(quick, say, signal);
  return loadMinutes === undefined ? settings : { ...settings, loadSeconds: loadMinutes * 60 };
}

function ordinarySettings(quick: boolean, say: (line: string) => void, signal: AbortSignal): Settings {
  return quick
    ? {
        quick,
        rounds: 3,
        roundSeconds: 1,
        warmUpAnswers: 500,
        repeats: { clicks: 10, pages: 5, starts: 3 },
        loadSeconds: 18,
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
        loadSeconds: 180,
        sizes: [100, 10_000, 1_000_000],
        say,
        signal,
      };
}

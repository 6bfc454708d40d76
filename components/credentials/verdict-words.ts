import type { BadgeTone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import type { Verdict } from "@/lib/credentials.ts";
import { exactTime, relativeTime } from "./relative-time.ts";

export interface VerdictOnScreen {
  verdict: Verdict;
  /** ISO 8601, or null before the first test. */
  testedAt: string | null;
  /** Set when a later test could not reach the service. */
  unreachableAt?: string | null;
  /** What the test said, such as "Accepted, without access to teams". */
  detail?: string | null;
  /** The connector's name. */
  service: string;
}

interface VerdictWords {
  tone: BadgeTone;
  icon: IconName;
  /** A word or two for the badge. */
  text: string;
  /** The whole of it, for whoever asks. */
  sentence: string;
}

/** Of a key that somebody has to do something about: what the shell counts. */
const BAD: ReadonlySet<Verdict> = new Set(["rejected", "unexpected", "unreadable"]);

/** Whether a key turned bad between two verdicts, or good again. */
export function hasTurned(before: Verdict, after: Verdict): boolean {
  return BAD.has(before) !== BAD.has(after);
}

/** What a verdict is called, how it looks, and what it means in full. */
export function verdictWords(shown: VerdictOnScreen, now: string): VerdictWords {
  const look = lookOf(shown.verdict, shown.service);
  const age = shown.testedAt === null || look.ageless ? "" : ` ${relativeTime(shown.testedAt, now)}`;
  const found = shown.testedAt === null ? "" : ` Found on ${exactTime(shown.testedAt)}.`;
  const since = shown.unreachableAt
    ? ` A later test, on ${exactTime(shown.unreachableAt)}, could not reach ${shown.service}.`
    : "";
  return {
    tone: look.tone,
    icon: look.icon,
    text: `${look.text}${age}`,
    sentence: `${meaningOf(shown, look)}.${found}${since}`,
  };
}

interface Look {
  tone: BadgeTone;
  icon: IconName;
  text: string;
  meaning: string;
  /** Its age would say nothing, or make the badge too wide for a tile. */
  ageless?: true;
}

function lookOf(verdict: Verdict, service: string): Look {
  switch (verdict) {
    case "valid":
      return { tone: "verified", icon: "check", text: "Verified", meaning: `${service} accepted this key` };
    case "rejected":
      return {
        tone: "rejected",
        icon: "cross",
        text: "Key rejected",
        meaning: `${service} rejected this key`,
      };
    case "limited":
      return {
        tone: "limited",
        icon: "bang",
        text: "Limited",
        meaning: `${service} accepted this key, but not for everything`,
      };
    case "unexpected":
      return {
        tone: "limited",
        icon: "bang",
        text: `Not ${service}'s answer`,
        meaning: `The answer was not ${service}'s`,
        ageless: true,
      };
    case "unreachable":
      return {
        tone: "idle",
        icon: "ring",
        text: "Could not check",
        meaning: `${service} could not be reached, so nobody knows whether this key works`,
      };
    case "unreadable":
      return {
        tone: "rejected",
        icon: "broken",
        text: "Cannot be opened",
        meaning: "Cannot be opened: damaged or tampered with",
        ageless: true,
      };
    case "untested":
      return { tone: "idle", icon: "ring", text: "Not tested yet", meaning: "Not tested yet" };
  }
}

/** What the test itself said is the better sentence, where it says more than the badge. */
function meaningOf({ detail }: VerdictOnScreen, { text, meaning }: Look): string {
  const said = detail?.trim().replace(/\.$/, "") ?? "";
  return said === "" || said === text ? meaning : said;
}

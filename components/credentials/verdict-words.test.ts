import { describe, expect, it } from "vitest";
import { type Verdict, verdicts } from "@/lib/credentials.ts";
import { verdictWords } from "./verdict-words.ts";

const now = "2026-11-24T12:00:00.000Z";
const testedAt = "2026-11-24T10:00:00.000Z";
const words = (
  verdict: Verdict,
  more: { testedAt?: string | null; unreachableAt?: string; detail?: string } = {},
) => verdictWords({ verdict, testedAt, service: "People.ai", ...more }, now);

describe("the words of a verdict", () => {
  it.each<[Verdict, string]>([
    ["valid", "Verified 2 h ago"],
    ["rejected", "Key rejected 2 h ago"],
    ["limited", "Limited 2 h ago"],
    ["unexpected", "Not People.ai's answer"],
    ["unreachable", "Could not check 2 h ago"],
    ["unreadable", "Cannot be opened"],
  ])("%s is “%s”", (verdict, text) => {
    expect(words(verdict).text).toBe(text);
  });

  it("of a key that was never tested have no age", () => {
    expect(words("untested", { testedAt: null }).text).toBe("Not tested yet");
  });

  it("say in full what the test said, and when", () => {
    expect(words("limited", { detail: "Accepted, without access to teams" }).sentence).toBe(
      "Accepted, without access to teams. Found on 24 November 2026 at 10:00 UTC.",
    );
  });

  it("keep the verdict when a later test could not check, and tell of that test", () => {
    const later = words("valid", { unreachableAt: "2026-11-24T11:30:00.000Z" });
    expect(later.text).toBe("Verified 2 h ago");
    expect(later.sentence).toContain("A later test, on 24 November 2026 at 11:30 UTC, could not reach");
  });

  it("are one whole sentence for every verdict", () => {
    for (const verdict of verdicts) expect(words(verdict).sentence).toMatch(/^[A-Z].*\.$/);
  });
});

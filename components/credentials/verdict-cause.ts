import type { VerdictRecord } from "@/lib/credentials.ts";

/** Who or what asked for a verdict, in words. */
export function verdictCause({ cause, askedBy }: Pick<VerdictRecord, "cause" | "askedBy">): string {
  switch (cause) {
    case "person":
      return askedBy === "" ? "Tested by hand" : `Tested by ${askedBy}`;
    case "token":
      return askedBy === "" ? "Tested by a token" : `Tested by token ${askedBy}`;
    case "schedule":
      return "Scheduled check";
    case "traffic":
      return askedBy === "" ? "Seen in use" : `Seen in use by ${askedBy}`;
  }
}

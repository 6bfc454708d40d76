import type { CredentialSummary } from "@/lib/credentials.ts";

/** "3 sources", "1 destination", "used by 4" where it is both, "not used". */
export function usageWords({ sources, destinations }: CredentialSummary["usedBy"]): string {
  if (sources + destinations === 0) return "not used";
  if (sources > 0 && destinations > 0) return `used by ${sources + destinations}`;
  return sources > 0 ? counted(sources, "source") : counted(destinations, "destination");
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

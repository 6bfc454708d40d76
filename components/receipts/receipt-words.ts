import type { Receipt, ReceiptDay, Receipts } from "@/lib/receipts.ts";

/** "Used 412 times in 7 days, only for api.people.ai". */
export function receiptWords({ total, hosts, days }: Pick<Receipts, "total" | "hosts" | "days">): string {
  const time = days.length === 1 ? "today" : `in ${days.length} days`;
  if (total === 0) return `Not used ${time}`;
  const times = total === 1 ? "once" : total === 2 ? "twice" : `${counted(total)} times`;
  const where = new Intl.ListFormat("en", { type: "conjunction" }).format(hosts);
  return `Used ${times} ${time}, ${hosts.length === 1 ? "only " : ""}for ${where}`;
}

/** "Tue, Nov 24: 12 times, 2 failed". The day is one of UTC. */
export function dayWords({ day, count, failed }: ReceiptDay): string {
  const date = new Intl.DateTimeFormat("en", {
    weekday: "short",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
  const times = count === 1 ? "once" : count === 0 ? "not used" : `${counted(count)} times`;
  return `${date}: ${times}${failed === 0 ? "" : `, ${counted(failed)} failed`}`;
}

/** Who used a key, with all that they did. */
export interface UserOfKey {
  readonly usedBy: Receipt["usedBy"];
  readonly count: number;
  readonly failed: number;
}

/** One entry for each user, the most frequent first. */
export function usersOf(receipts: readonly Receipt[]): UserOfKey[] {
  const users = new Map<string, UserOfKey>();
  for (const { usedBy, statusClass, count } of receipts) {
    const key = `${usedBy.kind} ${usedBy.id}`;
    const before = users.get(key) ?? { usedBy, count: 0, failed: 0 };
    const failed = statusClass === "2xx" || statusClass === "3xx" ? 0 : count;
    users.set(key, { ...before, count: before.count + count, failed: before.failed + failed });
  }
  return [...users.values()].sort((one, other) => other.count - one.count);
}

const kinds: Record<Receipt["usedBy"]["kind"], string> = {
  source: "source",
  destination: "destination",
  token: "API token",
  member: "member",
  tessera: "daily check",
};

/** What somebody is to Tessera: "source", "API token". */
export function kindWord(kind: Receipt["usedBy"]["kind"]): string {
  return kinds[kind];
}

/** "12 times, 2 failed". */
export function countWords({ count, failed }: Pick<UserOfKey, "count" | "failed">): string {
  const times = count === 1 ? "once" : `${counted(count)} times`;
  return failed === 0 ? times : `${times}, ${counted(failed)} failed`;
}

function counted(count: number): string {
  return count.toLocaleString("en");
}

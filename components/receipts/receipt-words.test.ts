import { expect, test } from "vitest";
import type { Receipt } from "@/lib/receipts.ts";
import { countWords, dayWords, receiptWords, usersOf } from "./receipt-words.ts";

const days = Array(7).fill({ day: "2026-11-24", count: 0, failed: 0 });

test("uses are said in words, with the hosts that they were for", () => {
  const words = (total: number, ...hosts: string[]) => receiptWords({ total, hosts, days });
  expect(words(0)).toBe("Not used in 7 days");
  expect(words(1, "a.example")).toBe("Used once in 7 days, only for a.example");
  expect(words(2, "a.example")).toBe("Used twice in 7 days, only for a.example");
  expect(words(1412, "a.example")).toBe("Used 1,412 times in 7 days, only for a.example");
  expect(words(3, "a.example", "b.example")).toBe("Used 3 times in 7 days, for a.example and b.example");
  expect(receiptWords({ total: 0, hosts: [], days: days.slice(0, 1) })).toBe("Not used today");
});

test("a day is said with what failed in it", () => {
  expect(dayWords({ day: "2026-11-24", count: 0, failed: 0 })).toBe("Tue, Nov 24: not used");
  expect(dayWords({ day: "2026-11-24", count: 12, failed: 2 })).toBe("Tue, Nov 24: 12 times, 2 failed");
  expect(countWords({ count: 1, failed: 0 })).toBe("once");
});

test("everybody who used a key is named once, with all that they did", () => {
  const receipt = (id: string, statusClass: Receipt["statusClass"], count: number): Receipt => ({
    usedBy: { kind: "token", id, name: id },
    host: "a.example",
    statusClass,
    count,
    bytesSent: 0,
    bytesReceived: 0,
    firstAt: "",
    lastAt: "",
  });
  const users = usersOf([receipt("a", "2xx", 3), receipt("b", "2xx", 4), receipt("a", "none", 2)]);
  expect(users.map(({ usedBy, ...counts }) => [usedBy.id, counts])).toEqual([
    ["a", { count: 5, failed: 2 }],
    ["b", { count: 4, failed: 0 }],
  ]);
});

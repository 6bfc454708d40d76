import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";
import type { Tessera } from "../tessera.ts";
import { unique } from "./credentials.ts";
import { type Answer, exchange } from "./exchange.ts";

export const LINES_TYPE = { "content-type": "application/x-ndjson" };

/** What became of a line of a push. */
export interface PushedLine {
  line: number;
  status: "accepted" | "valid" | "refused" | "not_tried";
  errors?: { field: string; message: string }[];
  detail?: string;
  traceId?: string;
}

/** How a push ended. */
export interface PushEnd {
  accepted?: number;
  valid?: number;
  refused: number;
  notTried: number;
  end: "complete" | "broken";
  problem?: { status: number; code: string; detail: string; traceId?: string };
}

/** A record that an email destination takes; its id is nobody else's. */
export function newRecord<Changes extends object = object>(changes: Changes = {} as Changes) {
  return {
    external_id: unique(),
    from: "ada@example.com",
    to: ["grace@example.com"],
    subject: "Next steps",
    timestamp: 1_700_000_000,
    ...changes,
  };
}

/** Records as JSON Lines. */
export function linesOf(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

/** Sends lines into a destination. */
export function push(api: APIRequestContext, id: string, lines: string, query = ""): Promise<APIResponse> {
  return api.post(`/api/v1/destinations/${id}/records${query}`, {
    headers: LINES_TYPE,
    data: Buffer.from(lines),
  });
}

/** The lines of a push's answer, and its end. */
export async function pushedBy(answer: Answer): Promise<{ lines: PushedLine[]; end: PushEnd }> {
  expect(answer.status(), await answer.text()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("application/x-ndjson");
  const all = (await answer.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { end: all.pop().$tessera, lines: all };
}

/** What the emulator accepted with a key, by its `external_id`, and how often each was written. */
export async function acceptedWith(tessera: Tessera, key: string) {
  const answer = await exchange(tessera.emulatorUrl, { method: "GET", path: "/__emulator/accepted" });
  const all: { key: string; writes: number; record: Record<string, unknown> }[] = JSON.parse(
    await answer.text(),
  );
  const ours = all.filter((one) => one.key === key);
  return new Map(ours.map(({ record, writes }) => [record.external_id, { record, writes }]));
}

import { createHash } from "node:crypto";
import type { RecordPage } from "./record-page.ts";

/** Which part of a list to fetch. */
export interface PageRequest {
  readonly offset: number;
  readonly count: number;
}

export interface Walk {
  /** How many records are left out. */
  readonly from: number;
  /** How many are given at most, or null for all. */
  readonly limit: number | null;
  readonly rowsAPage: number;
  fetch(request: PageRequest, signal: AbortSignal): Promise<RecordPage>;
}

/** A part of the list that is whole, and how it goes on. */
export interface WalkedPage {
  readonly records: readonly string[];
  /** How many are left out by whoever goes on after these. */
  readonly next: number;
  /** Whether these are the last: of the list, or of what was asked for. */
  readonly end: "complete" | "limit" | null;
}

/** The pages contradict themselves, so that nobody can say what the list is. */
export class WalkError extends Error {
  override readonly name = "WalkError";
  readonly code: "same-page" | "fewer-than-told";

  constructor(code: WalkError["code"]) {
    super(code);
    this.code = code;
  }
}

/**
 * Walks a list from page to page, one ahead of whoever reads and no further: memory holds two. It goes on by what came,
 * not by what was asked for, as services give fewer rows when they like. A total ends nothing by itself: the list ends
 * where a short page comes to just the total, or where a page is empty, unless the total says that there are more.
 * Rejects with what `fetch` rejects with, and with a `WalkError`. `return` ends a fetch that is under way.
 */
export async function* walkPages({ from, limit, rowsAPage, fetch }: Walk): AsyncGenerator<WalkedPage, void> {
  const controller = new AbortController();
  const repeats = createRepeats();
  let offset = from;
  let left = limit ?? Number.POSITIVE_INFINITY;
  let total: number | null = null;

  function begin() {
    const count = Math.min(rowsAPage, left);
    const page = fetch({ offset, count }, controller.signal);
    // It may fail while whoever reads is busy; they learn of it when they come for it.
    page.catch(() => {});
    return { count, page };
  }

  try {
    let ahead = begin();
    for (;;) {
      const { count } = ahead;
      const page = await ahead.page;
      total = page.total ?? total;
      if (page.records.length === 0 && total !== null && offset < total) {
        throw new WalkError("fewer-than-told");
      }
      if (repeats.isRepeated(page.records)) throw new WalkError("same-page");
      const records = page.records.slice(0, left);
      offset += records.length;
      left -= records.length;
      const isLast = page.records.length === 0 || (page.records.length < count && offset === page.total);
      const end = isLast ? "complete" : left === 0 ? "limit" : null;
      if (end === null) ahead = begin();
      yield { records, next: offset, end };
      if (end !== null) return;
    }
  } finally {
    controller.abort();
  }
}

/** Notices a page that was there just before, or in the beginning: what a service gives that knows no offset. */
function createRepeats() {
  const digests: string[] = [];
  return {
    isRepeated(records: readonly string[]): boolean {
      if (records.length === 0) return false;
      const digest = createHash("sha256").update(records.join("\n")).digest("base64");
      if (digests.includes(digest)) return true;
      digests.splice(1, 1);
      digests.push(digest);
      return false;
    },
  };
}

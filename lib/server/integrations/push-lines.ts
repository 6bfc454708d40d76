import type { ConnectorEndpoint } from "../../connectors/define-connector.ts";
import type { CheckedRecord } from "../../connectors/record-schema.ts";
import type { PushAnswer, PushedLine, PushProblem } from "../../pushed-records.ts";
import { inOrder, type Task } from "../in-order.ts";
import type { LineIn } from "../lines-in.ts";
import { type Writing, type Written, writeRecord } from "./write-record.ts";

/** Less than a connector allows, so that a push leaves room for what else the credential is used for. */
const AT_ONCE = 4;
const AHEAD = 100;

/** What records go to: an endpoint, and with what they are written; without it, they are checked only. */
export interface Push {
  readonly endpoint: ConnectorEndpoint;
  readonly check: (value: unknown) => CheckedRecord;
  readonly writing?: Omit<Writing, "endpoint" | "halt" | "signal">;
  readonly signal: AbortSignal;
}

const OVER = "Not sent, because sending ended before it: the last line says why.";

/**
 * Checks records and writes them while they come. Gives what became of each, in their order, then how it ended. What every
 * record after it would meet as well, such as a key that is rejected, ends the sending: the rest is read and not tried.
 */
export async function* pushLines(
  batches: AsyncIterable<readonly LineIn[]>,
  { endpoint, check, writing, signal }: Push,
): AsyncGenerator<PushAnswer[]> {
  const halt = new AbortController();
  const gone = new AbortController();
  const ending = AbortSignal.any([signal, gone.signal]);
  let problem: PushProblem | null = null;
  let isWhole = false;

  async function* untilTheEnd() {
    yield* batches;
    isWhole = true;
  }
  function taskOf(read: LineIn): Task<PushedLine> {
    const { line } = read;
    if ("wrong" in read) {
      return { outcome: { line, status: "refused", errors: [{ field: "", message: read.wrong }] } };
    }
    const checked = check(read.value);
    if ("wrong" in checked) return { outcome: { line, status: "refused", errors: checked.wrong } };
    if (writing === undefined) return { outcome: { line, status: "valid" } };
    const { record } = checked;
    const to = { ...writing, endpoint, halt: halt.signal, signal: ending };
    const key = endpoint.upsertOn === undefined ? null : String(record[endpoint.upsertOn]);
    return {
      key,
      work: async () => {
        const written = await writeRecord(record, to);
        if (written.kind === "broken") {
          problem ??= written.problem;
          halt.abort();
        }
        return answerOf(line, written, endpoint.upsertOn !== undefined);
      },
    };
  }

  const counts = { accepted: 0, valid: 0, refused: 0, not_tried: 0 };
  try {
    const options = { atOnce: AT_ONCE, ahead: AHEAD, taskOf, signal: ending };
    for await (const answers of inOrder(untilTheEnd(), options)) {
      for (const { status } of answers) counts[status] += 1;
      yield answers;
    }
  } finally {
    gone.abort();
  }
  // Whoever did not send it to its end is not told that it is complete.
  if (signal.aborted || !isWhole) return;
  const done = writing === undefined ? { valid: counts.valid } : { accepted: counts.accepted };
  const $tessera = { ...done, refused: counts.refused, notTried: counts.not_tried };
  yield [
    {
      $tessera: problem === null ? { ...$tessera, end: "complete" } : { ...$tessera, end: "broken", problem },
    },
  ];
}

function answerOf(line: number, written: Written, isRepeatable: boolean): PushedLine {
  switch (written.kind) {
    case "accepted":
      return { line, status: "accepted" };
    case "refused": {
      const { detail, traceId } = written;
      return { line, status: "refused", detail, ...(traceId !== undefined && { traceId }) };
    }
    case "halted":
      return { line, status: "not_tried", detail: OVER };
    case "broken": {
      const { detail, traceId } = written.problem;
      const trace = traceId === undefined ? {} : { traceId };
      if (isRepeatable || !written.wasSent) return { line, status: "not_tried", detail, ...trace };
      const unsure = `${detail} This one may be written already: look it up before you send it again.`;
      return { line, status: "refused", detail: unsure, ...trace };
    }
  }
}

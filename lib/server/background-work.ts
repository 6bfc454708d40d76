import { keepChaining } from "./audit/continue-chain.ts";
import { finishBeforeExit } from "./before-exit.ts";
import { keepWorking } from "./jobs/run-jobs.ts";
import { receiptCollector } from "./receipts/note-traffic.ts";

/**
 * Begins to chain audit events, and to do what is scheduled, until the process is told to stop. What was counted by then
 * is saved before it ends.
 */
export function beginBackgroundWork(): void {
  for (const { stop } of [keepChaining(), keepWorking()]) {
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
  }
  finishBeforeExit(() => receiptCollector().stop());
}

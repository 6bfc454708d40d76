/**
 * Runs once, before the first request is taken. A start that cannot work ends here, with one sentence; one that
 * can begins to chain audit events, and to do what is scheduled, in the background. What is counted is saved at the end.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { bootOrExit } = await import("./lib/server/boot-or-exit.ts");
  await bootOrExit();
  const { keepChaining } = await import("./lib/server/audit/continue-chain.ts");
  const { keepWorking } = await import("./lib/server/jobs/run-jobs.ts");
  const { receiptCollector } = await import("./lib/server/receipts/note-traffic.ts");
  const { answerApiDirectly } = await import("./lib/server/direct-api.ts");
  const { apiHandlers } = await import("./app/api/v1/handlers.ts");
  const { finishBeforeExit } = await import("./lib/server/before-exit.ts");
  answerApiDirectly(apiHandlers);
  for (const { stop } of [keepChaining(), keepWorking()]) {
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
  }
  finishBeforeExit(() => receiptCollector().stop());
}

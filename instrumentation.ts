/**
 * Runs once, before the first request is taken. A start that cannot work ends here, with one sentence; one that can
 * takes the API's requests, and begins what is done in the background.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { bootOrExit } = await import("./lib/server/boot-or-exit.ts");
  await bootOrExit();
  const { answerApiDirectly } = await import("./lib/server/direct-api.ts");
  const { apiHandlers } = await import("./app/api/v1/handlers.ts");
  const { beginBackgroundWork } = await import("./lib/server/background-work.ts");
  answerApiDirectly(apiHandlers);
  beginBackgroundWork();
}

/** Runs once, before the first request is taken. A start that cannot work ends here, with one sentence. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { bootOrExit } = await import("./lib/server/boot-or-exit.ts");
  await bootOrExit();
}

/** What is to be taken away when the benchmark ends, the latest first; a measurement takes its own part with it. */
export type CleanUp = AsyncDisposableStack;

/** The part of a measurement: `await using mine = partOf(cleanUp)`. */
export function partOf(cleanUp: CleanUp): CleanUp {
  return cleanUp.use(new AsyncDisposableStack());
}

/** Ctrl-C, and the end of whoever started this process, clean up as its ordinary end does. */
export function cleanUpOnSignals(cleanUp: CleanUp): AbortSignal {
  const ending = new AbortController();
  const endWith = (code: number) => () => {
    if (ending.signal.aborted) return;
    ending.abort(new Error("Stopped."));
    process.exitCode = code;
    cleanUp.disposeAsync().then(
      () => process.exit(),
      (error: unknown) => {
        process.stderr.write(`${error}\n`);
        process.exit();
      },
    );
  };
  process.on("SIGINT", endWith(130));
  process.on("SIGTERM", endWith(143));
  process.on("SIGHUP", endWith(129));
  process.on("disconnect", endWith(129));
  return ending.signal;
}

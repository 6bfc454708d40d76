/** Ctrl-C reaches a script by the terminal, by npm and by the bootstrap: those within this time are one. */
const ONE_CTRL_C_MS = 1_000;

/**
 * Aborts at the first SIGINT, SIGTERM or SIGHUP, and when the process that started this one is gone. A second
 * Ctrl-C ends this process at once, and with it what it started.
 */
export function stopOnSignals(): AbortController {
  const stop = new AbortController();
  let firstAt = Number.POSITIVE_INFINITY;
  const request = () => {
    firstAt = Math.min(firstAt, Date.now());
    stop.abort();
  };
  process.on("SIGINT", () => {
    if (Date.now() - firstAt > ONE_CTRL_C_MS) process.exit(1);
    request();
  });
  process.on("SIGTERM", request);
  process.on("SIGHUP", request);
  process.on("disconnect", request);
  // A terminal that was closed must not stop the stopping.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  return stop;
}

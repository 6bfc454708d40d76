// Imported into every Node that `up` starts: when `up` is gone without a word (kill -9), so are they.
const PATIENCE_MS = 5_000;

process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
});
process.channel?.unref();

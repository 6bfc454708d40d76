/**
 * Runs pieces of work beside each other and resolves when all have ended. The first that fails aborts the signal of the
 * others, which are waited for, and is what this rejects with: nothing of it runs on behind whoever called.
 */
export async function together(
  signal: AbortSignal,
  works: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const failing = new AbortController();
  const ending = AbortSignal.any([signal, failing.signal]);
  await Promise.all(
    works.map(async (work) => {
      try {
        await work(ending);
      } catch (error) {
        failing.abort(error);
      }
    }),
  );
  failing.signal.throwIfAborted();
}

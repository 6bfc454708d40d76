/** What is to be made of an item: an outcome that is there already, or work. Work of the same `key` keeps its order. */
export type Task<R> = { readonly outcome: R } | { readonly key: string | null; work(): Promise<R> };

interface Options<T, R> {
  /** How many work at the same time. */
  readonly atOnce: number;
  /** No more is read while so many outcomes are still to come, or to be taken. */
  readonly ahead: number;
  readonly taskOf: (item: T) => Task<R>;
  /** Ends it: no further work begins, and nothing more is given. */
  readonly signal: AbortSignal;
}

interface Pending<R> {
  outcome?: { readonly value: R };
}

/**
 * Works on items while they come, and gives the outcomes in their order, each as soon as those before it are there.
 * Whoever takes none holds up the reading of more. Rejects when work does. Items that break off end it as the signal does.
 */
export async function* inOrder<T, R>(
  batches: AsyncIterable<readonly T[]>,
  { atOnce, ahead, taskOf, signal }: Options<T, R>,
): AsyncGenerator<R[]> {
  const iterator = batches[Symbol.asyncIterator]();
  const pending: Pending<R>[] = [];
  const slots = createSlots(atOnce);
  const last = new Map<string, Promise<void>>();
  let reading = false;
  let hasEnded = false;
  let isOver = signal.aborted;
  let failure: { readonly error: unknown } | null = null;
  let wake = () => {};

  const end = () => {
    isOver = true;
    wake();
  };
  signal.addEventListener("abort", end, { once: true });

  async function run(task: Exclude<Task<R>, { outcome: R }>, place: Pending<R>, before?: Promise<void>) {
    await before;
    await slots.take();
    try {
      if (isOver) return;
      place.outcome = { value: await task.work() };
    } catch (error) {
      failure ??= { error };
      isOver = true;
    } finally {
      slots.give();
      wake();
    }
  }
  function begin(item: T): void {
    const task = taskOf(item);
    if ("outcome" in task) {
      pending.push({ outcome: { value: task.outcome } });
      return;
    }
    const place: Pending<R> = {};
    pending.push(place);
    const { key } = task;
    const done = run(task, place, key === null ? undefined : last.get(key));
    if (key === null) return;
    last.set(key, done);
    done.then(() => last.get(key) === done && last.delete(key));
  }
  async function read(): Promise<void> {
    reading = true;
    try {
      const { done, value } = await iterator.next();
      if (done) hasEnded = true;
      else if (!isOver) for (const item of value) begin(item);
    } catch {
      isOver = true;
    } finally {
      reading = false;
      wake();
    }
  }

  try {
    while (!isOver) {
      const ready = takeReady(pending);
      if (ready.length > 0) {
        yield ready;
        continue;
      }
      if (hasEnded && pending.length === 0) return;
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!reading && !hasEnded && pending.length < ahead) read();
      await changed;
    }
  } finally {
    isOver = true;
    signal.removeEventListener("abort", end);
    // A reading that waits for its next piece must not be waited for in turn.
    if (!hasEnded) iterator.return?.().catch(() => {});
  }
  if (failure !== null) throw (failure as { error: unknown }).error;
}

/** Takes those outcomes that nothing before them holds up. */
function takeReady<R>(pending: Pending<R>[]): R[] {
  const until = pending.findIndex(({ outcome }) => outcome === undefined);
  const ready = pending.splice(0, until === -1 ? pending.length : until);
  return ready.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome.value]));
}

/** So many may hold one at a time; the others wait in order. */
function createSlots(count: number) {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async take(): Promise<void> {
      if (free > 0) {
        free -= 1;
        return;
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give(): void {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}

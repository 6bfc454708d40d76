/**
 * JSON Lines out of batches that are fetched only when the reader has taken the one before: memory holds one batch,
 * however long the whole is. The first is fetched at once, so that what cannot begin rejects. What breaks later is
 * told to `broke` and breaks the stream off: a reader sees that it did not get everything.
 */
export function jsonLinesStream<T>(
  batches: AsyncIterable<readonly T[]>,
  toJson: (item: T) => unknown,
  broke: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array>> {
  async function* inLines(): AsyncGenerator<string> {
    for await (const batch of batches)
      yield batch.map((item) => `${JSON.stringify(toJson(item))}\n`).join("");
  }
  return textStream(inLines(), broke);
}

/** The same of texts, which are sent as they are. */
export async function textStream(
  texts: AsyncIterable<string>,
  broke: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array>> {
  const iterator = texts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let first: IteratorResult<string> | null = await iterator.next();

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      for (;;) {
        const { done, value } = first ?? (await iterator.next());
        first = null;
        if (done) return controller.close();
        if (value !== "") return controller.enqueue(encoder.encode(value));
      }
    } catch (error) {
      broke(error);
      controller.error(error);
    }
  }
  const cancel = async () => {
    await iterator.return?.();
  };
  return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
}

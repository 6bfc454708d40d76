/** The lines of a stream of UTF-8, without their ends. A last line that has no end is one only if `isWhole`. */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array>,
  { isWhole }: { isWhole: boolean },
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const parts = decoder.decode(chunk, { stream: true }).split("\n");
    parts[0] = rest + parts[0];
    rest = parts.pop() ?? "";
    for (const part of parts) yield part.endsWith("\r") ? part.slice(0, -1) : part;
  }
  rest += decoder.decode();
  if (isWhole && rest !== "") yield rest;
}

const TRAILER = '{"$tessera":';

/** What a trailer line says of the lines above it, or null for any other line. */
export function readTrailer<T>(line: string): T | null {
  if (!line.startsWith(TRAILER)) return null;
  return (JSON.parse(line) as { $tessera: T }).$tessera;
}

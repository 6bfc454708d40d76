import type { SampleRows } from "@/lib/credentials.ts";

/** The request that was sent, as a command, with dots in the place of the key. */
export function maskedCurl({ url, header }: SampleRows["request"]): string {
  return `curl -H '${header}: ••••' \\\n  '${url}'`;
}

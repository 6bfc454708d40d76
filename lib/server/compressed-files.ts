import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";

const CHANNEL = "http.server.request.start";

const types: Record<string, string> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};

/**
 * From now on, whoever takes Brotli gets it for those files of the build (`<folder>/static`) that have a compressed one
 * beside them, `a.js.br` beside `a.js`. Next sends it as it sends any file of the build, ETag and ranges included, once
 * the address names it; for everybody else it compresses by itself. Gives what ends it.
 */
export function sendCompressedFiles(folder: string): () => void {
  const typeByAddress = compressedFilesIn(folder);
  const onStart = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const [address = "", query] = (request.url ?? "").split(/(?=\?)/, 2);
    const type = typeByAddress.get(address);
    if (type === undefined) return;
    response.setHeader("Vary", "Accept-Encoding");
    if (!takesBrotli(request.headers["accept-encoding"])) return;
    response.setHeader("Content-Encoding", "br");
    response.setHeader("Content-Type", type);
    request.url = `${address}.br${query ?? ""}`;
  };
  subscribe(CHANNEL, onStart);
  return () => unsubscribe(CHANNEL, onStart);
}

/** The addresses of the files that have a compressed one, and what type they are of. None where nothing was compressed. */
function compressedFilesIn(folder: string): Map<string, string> {
  const root = path.join(folder, "static");
  const names = readdirSync(root, { recursive: true, encoding: "utf8" });
  return new Map(
    names.flatMap((name) => {
      const file = name.replace(/\.br$/, "");
      const type = types[path.extname(file)];
      if (file === name || type === undefined) return [];
      return [[`/_next/static/${file.replaceAll("\\", "/")}`, type]];
    }),
  );
}

/** Whether an Accept-Encoding names Brotli, and not with a quality of nothing. */
export function takesBrotli(accepted: string | string[] | undefined): boolean {
  return [accepted ?? ""]
    .flat()
    .join(",")
    .split(",")
    .some((entry) => /^\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(entry));
}

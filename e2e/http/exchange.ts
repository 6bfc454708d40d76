import { request as httpRequest, type IncomingMessage } from "node:http";
import type { StorageState } from "../fixtures.ts";

/** What came back, in the words of Playwright's APIResponse, so that both can be judged alike. */
export interface Answer {
  status(): number;
  headers(): Record<string, string>;
  text(): Promise<string>;
}

/** An answer as it came over the wire: status line, headers and body. */
export interface RawAnswer extends Answer {
  readonly raw: string;
}

export interface RawRequest {
  readonly method: string;
  /** Sent as it is: nothing is normalized or escaped. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A list of pieces is sent chunked, without a Content-Length. */
  readonly body?: string | Buffer | readonly Buffer[];
  readonly signal?: AbortSignal;
}

/** One request without a client that helps: no cookies, no redirects, no checks of its own. */
export function exchange(origin: string, { method, path, headers, body, signal }: RawRequest) {
  const { hostname, port } = new URL(origin);
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const request = httpRequest({ hostname, port, method, path, headers, agent: false, signal });
  request.once("response", (response) => {
    // A server that has heard enough answers and closes: what is still being sent then fails, rightly.
    request.removeListener("error", reject).on("error", () => {});
    readAnswer(response).then(resolve, reject);
  });
  request.once("error", reject);
  if (Array.isArray(body)) {
    for (const piece of body) request.write(piece);
    request.end();
  } else {
    request.end(body);
  }
  return promise;
}

async function readAnswer(response: IncomingMessage): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join("\n")]),
  );
  const raw = `${response.statusCode} ${response.statusMessage}\n${response.rawHeaders.join("\n")}\n\n${text}`;
  return { status: () => response.statusCode ?? 0, headers: () => headers, text: async () => text, raw };
}

/** The Cookie header of a browser in this state. */
export function cookieOf({ cookies }: StorageState): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { exits, Failure } from "./failure.ts";

const LONGEST_SECRET = 10_000;

/** A key or a token: from standard input where that is a pipe or a file, else typed without being shown. */
export async function readSecret(what: string, signal: AbortSignal): Promise<string> {
  const secret = process.stdin.isTTY
    ? await ask(`${what}: `, signal, { isHidden: true })
    : await readPiped(signal);
  if (secret !== "") return secret;
  throw new Failure(
    exits.wrongUsage,
    `${what} is missing: type it when you are asked, or send it to standard input.`,
  );
}

/** A question on the terminal. Nobody is asked where there is none: `otherwise` says what to do then. */
export async function askPerson(question: string, otherwise: string, signal: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY) throw new Failure(exits.wrongUsage, otherwise);
  return ask(question, signal, { isHidden: false });
}

async function ask(
  question: string,
  signal: AbortSignal,
  { isHidden }: { isHidden: boolean },
): Promise<string> {
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = isHidden ? silence : process.stderr;
  const lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
  if (isHidden) process.stderr.write(question);
  try {
    return await new Promise<string>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      lines.once("SIGINT", () => process.emit("SIGINT"));
      lines.once("close", () => resolve(""));
      lines.question(isHidden ? "" : question, (answer) => resolve(answer.trim()));
    });
  } finally {
    lines.close();
    if (isHidden) process.stderr.write("\n");
  }
}

/** All of standard input without the line's end, which `echo` and editors put there. */
async function readPiped(signal: AbortSignal): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8").iterator({ destroyOnReturn: true })) {
    signal.throwIfAborted();
    text += chunk;
    if (text.length > LONGEST_SECRET) {
      throw new Failure(
        exits.wrongUsage,
        "That is too long for a key: send the key alone to standard input.",
      );
    }
  }
  return text.replace(/\r?\n$/, "");
}

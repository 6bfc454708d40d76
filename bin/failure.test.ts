import { expect, test, vi } from "vitest";
import { RequestFailed } from "../lib/client/client.ts";
import { exits, Failure, failureOf, refuseSecretsIn } from "./failure.ts";
import { makeProgram } from "./program.ts";

const { signal } = new AbortController();

async function failureOfTyping(args: string[]) {
  try {
    refuseSecretsIn(args);
    await makeProgram(signal).parseAsync(args, { from: "user" });
  } catch (error) {
    return failureOf(error, signal);
  }
}

test("what is typed wrongly ends with 2, and a sentence that repeats nothing of it", async () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true); // The help, where a command is missing.
  const key = "sk-0123456789abcdef";
  const wrong = [
    [],
    [key],
    ["credentials"],
    ["credentials", key],
    ["credentials", "add"],
    ["credentials", "add", "A", key],
    ["credentials", "add", "A", "--api-key", key],
    ["credentials", "add", "A", `--apiKey=${key}`],
    ["credentials", "add", "A", `--KEY=${key}`],
    ["credentials", "list", `--${key}`],
    ["credentials", "list", "--query"],
    ["login", "tessera.test", "--token", key],
    ["login", "tessera.test", `tsr_${key}`],
    ["sources", "pull", "A", "--limit", key],
    ["sources", "pull", "A", "--limit", "0"],
  ];
  for (const args of wrong) {
    const failure = await failureOfTyping(args);
    expect(failure, args.join(" ")).toMatchObject({ exit: exits.wrongUsage });
    expect(failure?.message).not.toContain(key);
    expect(failure?.message).toMatch(/\.$/);
  }
  vi.restoreAllMocks();
});

test("who asks may not, the service does not take the key, and no Tessera are told apart", () => {
  const problem = { type: "", title: "", detail: "Do this.", requestId: "", status: 403 };
  const refused = (code: string) => new RequestFailed("refused", "Do this.", { ...problem, code });
  expect(failureOf(refused("forbidden"), signal)?.exit).toBe(exits.notAllowed);
  expect(failureOf(refused("limited"), signal)?.exit).toBe(exits.failed);
  expect(failureOf(new RequestFailed("unreachable", "Nobody."), signal)?.exit).toBe(exits.unreachable);
  const mistake = failureOf(new TypeError("sk-0123456789abcdef is no header"), signal);
  expect(mistake?.exit).toBe(exits.failed);
  expect(mistake?.message).not.toContain("sk-");
  expect(failureOf(new Failure(exits.partly, "A part."), AbortSignal.abort())?.exit).toBe(exits.partly);
  expect(failureOf(new Error(), AbortSignal.abort())?.exit).toBe(exits.interrupted);
});

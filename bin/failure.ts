import { CommanderError } from "commander";
import { type Problem, RequestFailed } from "../lib/client/client.ts";

/** What a run ends with; scripts rely on them (docs/command-line.md). */
export const exits = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  unreachable: 3,
  notAllowed: 4,
  partly: 5,
  interrupted: 130,
} as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** Why a command ends before it is done: the exit code, and a sentence with what to do next. */
export class Failure extends Error {
  readonly exit: Exit;
  readonly problem: Problem | null;

  constructor(exit: Exit, sentence: string, problem: Problem | null = null) {
    super(sentence);
    this.name = "Failure";
    this.exit = exit;
    this.problem = problem;
  }
}

/** Whatever was thrown, as what is told of it; null where everything was told already. */
export function failureOf(error: unknown, signal: AbortSignal): Failure | null {
  if (error instanceof Failure) return error;
  if (signal.aborted) return new Failure(exits.interrupted, "Interrupted.");
  if (error instanceof RequestFailed) return new Failure(exitOf(error), error.message, error.problem);
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return null;
    const sentence = wrongUsage[error.code] ?? "That is not how it is used.";
    return new Failure(exits.wrongUsage, `${sentence} With --help it says what it takes.`);
  }
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === "string" && typeof syscall === "string") {
    return new Failure(
      exits.failed,
      `The system did not let it read or write (${code}): check disk and rights.`,
    );
  }
  // What it says could be anything: the kind of mistake and the place are enough to find it.
  const { name = "Error", stack = "" } = error as Error;
  const place = stack.split("\n").find((line) => line.trimStart().startsWith("at ")) ?? "";
  return new Failure(exits.failed, `The command stopped because of a mistake in itself: ${name}${place}`);
}

/** In place of commander's own words, which repeat what was typed: that could be a key. */
const wrongUsage: Record<string, string> = {
  "commander.unknownOption": "There is an option that this command does not know.",
  "commander.unknownCommand": "There is no such command.",
  "commander.help": "A command is missing.",
  "commander.missingArgument": "Something is missing behind the command.",
  "commander.optionMissingArgument": "An option has no value.",
  "commander.excessArguments": "There is more behind the command than it takes.",
  "commander.invalidArgument": "An option has a value that it does not take.",
};

/** What is refused to whoever asks; a service that takes a key no more has statuses like theirs. */
const ofTheToken = new Set(["signed_out", "bad_token", "forbidden", "no_organization"]);

function exitOf({ kind, problem }: RequestFailed): Exit {
  if (kind !== "refused") return exits.unreachable;
  return problem !== null && ofTheToken.has(problem.code) ? exits.notAllowed : exits.failed;
}

/** What must never be typed as an argument: others on the machine see arguments, and shells keep them. */
export function refuseSecretsIn(args: string[]): void {
  if (
    !args.some(
      (arg) => /^--?(?:api[-_]?key|key|token|secret|password)(?:=|$)/i.test(arg) || /tsr_[\w-]/.test(arg),
    )
  ) {
    return;
  }
  throw new Failure(
    exits.wrongUsage,
    "A key or token is never an argument, where others on this machine see it: leave it out, and type it when you are asked or send it to standard input. Replace one that you typed there already.",
  );
}

import { Command, InvalidArgumentError, Option } from "commander";
import * as credentials from "./commands/credentials.ts";
import { listIntegrations } from "./commands/integrations.ts";
import { login, logout } from "./commands/login.ts";
import { type PullCommandOptions, pull } from "./commands/pull.ts";
import { type PushCommandOptions, push } from "./commands/push.ts";
import { openSession } from "./session.ts";

const EXITS = `
Ends with 0 when all is done, 1 when it failed or was refused, 2 when it was used wrongly, 3 when Tessera
cannot be reached, 4 when you are not signed in or may not, 5 when a part of it was done, 130 after Ctrl-C.
Keys and tokens are typed when you are asked, or read from standard input; they are never arguments.`;

type Json = { json?: true };

/** All commands. What they do is in `commands`. */
export function makeProgram(signal: AbortSignal): Command {
  const program = new Command("tessera")
    .description("Credentials, and the data that flows through them.")
    .configureOutput({ outputError: () => {} }) // See failure.ts.
    .exitOverride()
    .addHelpText("after", EXITS);
  const session = () => openSession(signal);

  command(program, "login [address]", "sign in with a token").action(
    (address: string | undefined, { json }: Json) => login(address, json === true, signal),
  );
  command(program, "logout", "forget the token").action(({ json }: Json) => logout(json === true));

  const ofCredentials = group(program, "credentials", "what is saved of keys");
  command(ofCredentials, "list", "all that you may see")
    .option("--query <words>", "only those that these words find")
    .action((options) => credentials.listCredentials(session(), options));
  command(ofCredentials, "add <name>", "save a key, and test it")
    .option("--connector <service>", "the service that the key is for; may be left out where there is one")
    .option("--environment <base-url>", "the service's Base URL: production, staging or mock")
    .option("--description <text>", "what it is for")
    .option("--expires <day>", "the day on which the key expires, such as 2030-01-31")
    .option("--no-test", "save only")
    .action((name: string, options) => credentials.addCredential(session(), name, options));
  command(ofCredentials, "test <name-or-id>", "ask the service whether it takes the key").action(
    (name: string, options) => credentials.testCredential(session(), name, options),
  );
  command(ofCredentials, "replace <name-or-id>", "put a new key in the place of the saved one")
    .option("--expires <day>", "the day on which the new key expires, such as 2030-01-31")
    .option("--force", "although the service rejects it")
    .action((name: string, options) => credentials.replaceKey(session(), name, options));
  command(ofCredentials, "delete <name-or-id>", "put it into the bin")
    .option("--yes", "without asking")
    .action((name: string, options) => credentials.deleteCredential(session(), name, options));

  const ofSources = group(program, "sources", "what reads through a credential");
  command(ofSources, "list", "all that there are").action((options) =>
    listIntegrations(session(), "source", options),
  );
  command(ofSources, "pull <name-or-id>", "write its records as JSON Lines")
    .option("--since <day>", "only what the service took in since then, such as 2026-01-31")
    .addOption(new Option("--limit <count>", "so many at most").argParser(count))
    .option("--cursor <cursor>", "go on where an earlier pull ended")
    .option("--output <file>", "write to a file; an unfinished one is gone on with")
    .option("--overwrite", "replace the file")
    .action((name: string, options: PullCommandOptions) => pull(session(), name, options));

  const ofDestinations = group(program, "destinations", "what writes through a credential");
  command(ofDestinations, "list", "all that there are").action((options) =>
    listIntegrations(session(), "destination", options),
  );
  command(ofDestinations, "push <name-or-id> [file]", "send records, one JSON object a line")
    .option("--dry-run", "check them only")
    .action((name: string, file: string | undefined, options: PushCommandOptions) =>
      push(session(), name, file ?? "-", options),
    );
  return program;
}

/** Its options are checked by the API, which knows them; `--json` is every command's. */
function command(parent: Command, usage: string, description: string): Command {
  return parent.command(usage).description(description).option("--json", "for machines");
}

function group(program: Command, name: string, description: string): Command {
  return program.command(name).description(description);
}

function count(text: string): number {
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("");
}

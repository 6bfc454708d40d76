import { recordChecker } from "../../connectors/record-schema.ts";
import type { PushAnswer } from "../../pushed-records.ts";
import type { Actor } from "../access/actor.ts";
import { openForUse } from "../credentials/use-credential.ts";
import { invalid } from "../errors.ts";
import { type LineIn, linesIn } from "../lines-in.ts";
import { pushLines } from "./push-lines.ts";
import { integrationForUse } from "./use-integration.ts";

/** Records on their way into a destination. */
export interface PushedRecords {
  /** JSON Lines, read as fast as they are written. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Checks them, opens no key and sends nothing. */
  readonly dryRun: boolean;
  /** Aborts when whoever sends them is gone. */
  readonly signal: AbortSignal;
}

/**
 * Writes records into a destination with its credential, while they come, and gives what became of each. Refuses with
 * 404 what is out of reach, with 409 `unreadable` a key that cannot be opened, and with 422 a body without a record.
 */
export async function pushRecords(
  actor: Actor,
  id: string,
  { body, dryRun, signal }: PushedRecords,
): Promise<AsyncIterable<PushAnswer[]>> {
  const { integration: destination, connector, endpoint } = await integrationForUse(actor, "destination", id);
  const credential = dryRun
    ? null
    : await openForUse(actor, destination.credential.id, { integrationId: destination.id });

  const names = connector.endpoints.flatMap(({ accepts = [] }) => accepts.map(({ name }) => name));
  const writing = credential && {
    service: connector.name,
    send: (request: Parameters<typeof credential.send>[0]) =>
      credential.send(request, endpoint.label.toLowerCase()),
  };
  return pushLines(await begun(linesIn(body)), {
    endpoint,
    check: recordChecker(endpoint, (name) => names.includes(name)),
    ...(writing && { writing }),
    signal,
  });
}

/** The lines, once there is one. */
async function begun(lines: AsyncGenerator<LineIn[]>): Promise<AsyncGenerator<LineIn[]>> {
  const first = await lines.next();
  if (first.done) {
    throw invalid([{ field: "body", message: "There is no record in it: send one a line, in JSON." }]);
  }
  return (async function* all() {
    yield first.value;
    yield* lines;
  })();
}

import { recordChecker } from "../../connectors/record-schema.ts";
import type { PushAnswer } from "../../pushed-records.ts";
import type { Actor } from "../access/actor.ts";
import { type CredentialInUse, openForUse } from "../credentials/use-credential.ts";
import { changedMeanwhile, invalid } from "../errors.ts";
import { type LineIn, linesIn } from "../lines-in.ts";
import { describeError, log } from "../log.ts";
import { askedAnew } from "./asked-anew.ts";
import { pushLines } from "./push-lines.ts";
import { kindOf } from "./reading.ts";
import { type IntegrationInUse, integrationForUse } from "./use-integration.ts";

/** A push sends several records a second: so often it is asked whether it still may. */
const ASKED_EVERY_MS = 1_000;

/** Records on their way into a destination. */
export interface PushedRecords {
  /** JSON Lines, read as fast as they are written. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Checks them, opens no key and sends nothing. */
  readonly dryRun: boolean;
  /** Who sends them, as they are by now. Refuses whoever is nobody any more. */
  actorNow(): Promise<Actor>;
  /** Aborts when whoever sends them is gone. */
  readonly signal: AbortSignal;
}

/**
 * Writes records into a destination with its credential, while they come, and gives what became of each. Refuses with
 * 404 what is out of reach, with 409 `unreadable` a key that cannot be opened, and with 422 a body without a record.
 * What is taken away or becomes another destination meanwhile ends it within a second, and a new key is the one that
 * is sent.
 */
export async function pushRecords(
  actor: Actor,
  id: string,
  { body, dryRun, actorNow, signal }: PushedRecords,
): Promise<AsyncIterable<PushAnswer[]>> {
  const destination = await integrationForUse(actor, "destination", id);
  const { connector, endpoint } = destination;

  const names = connector.endpoints.flatMap(({ accepts = [] }) => accepts.map(({ name }) => name));
  const credential = dryRun ? null : await credentialOf(actor, destination, actorNow);
  const writing = credential && {
    service: connector.name,
    send: async (request: Parameters<CredentialInUse["send"]>[0]) =>
      (await credential()).send(request, endpoint.label.toLowerCase()),
    broke: (error: unknown) =>
      log.error({ requestId: actor.requestId, error: describeError(error) }, "a push of records broke"),
  };
  return pushLines(await begun(linesIn(body)), {
    endpoint,
    check: recordChecker(endpoint, (name) => names.includes(name)),
    ...(writing && { writing }),
    signal,
  });
}

/** A destination's credential, opened; and anew, for whoever sends by then, as long as it is asked for. */
async function credentialOf(actor: Actor, destination: IntegrationInUse, actorNow: () => Promise<Actor>) {
  const { id } = destination.integration;
  const open = (by: Actor, { integration }: IntegrationInUse) =>
    openForUse(by, integration.credential.id, { integrationId: id });
  return askedAnew(await open(actor, destination), ASKED_EVERY_MS, async () => {
    const by = await actorNow();
    const now = await integrationForUse(by, "destination", id);
    if (kindOf(now.integration) !== kindOf(destination.integration)) {
      throw changedMeanwhile(
        409,
        "destination",
        "nothing further was sent: look at it again, then send the rest",
      );
    }
    return open(by, now);
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

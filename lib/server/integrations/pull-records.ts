import type { RecordsQuery } from "../../records.ts";
import type { Actor } from "../access/actor.ts";
import { openForUse } from "../credentials/use-credential.ts";
import { describeError, log } from "../log.ts";
import { pullLines } from "./pull-lines.ts";
import { integrationForUse } from "./use-integration.ts";

interface Reader {
  /** Who asks, as they are by now. Refuses whoever is nobody any more. */
  actorNow(): Promise<Actor>;
  /** Aborts when whoever reads is gone. */
  readonly signal: AbortSignal;
}

/**
 * The records of a source, read with its credential while they are taken: see `pullLines`. Refuses with 404 what is out
 * of reach, with 409 `unreadable` a key that cannot be opened, and with 422 a query that is not this source's.
 */
export function pullRecords(
  actor: Actor,
  id: string,
  query: RecordsQuery,
  { actorNow, signal }: Reader,
): AsyncGenerator<string, void> {
  const { requestId } = actor;
  let by: Actor | undefined;
  return pullLines(query, {
    async source() {
      by = by === undefined ? actor : await actorNow();
      return integrationForUse(by, "source", id);
    },
    open: ({ integration }) =>
      openForUse(by ?? actor, integration.credential.id, { integrationId: integration.id }),
    requestId,
    signal,
    broke: (error) => log.error({ requestId, error: describeError(error) }, "a stream of records broke"),
  });
}

import { v7 as uuidv7 } from "uuid";
import type { ConnectorLimits } from "../../connectors/define-connector.ts";
import { connectors } from "../../connectors/index.ts";
import type { TesseraActor } from "../access/actor.ts";
import { EgressError } from "../egress/egress-error.ts";
import { createPace, type Pace } from "../egress/pace.ts";
import { paced } from "../egress/paced.ts";
import { serviceLimits } from "../egress/service-limits.ts";
import { describeError, log } from "../log.ts";
import { egress } from "../services.ts";
import { type DueCredential, takeDue } from "./due-store.ts";
import { checkCredential } from "./test-credential.ts";
import { together } from "./together.ts";

/** An environment of a service, and what may be asked of it. */
interface Lane {
  readonly connector: string;
  readonly environment: string;
  readonly limits: ConnectorLimits;
}

/**
 * Checks every credential that is due, until none is or `signal` aborts, never faster than each service allows one
 * key. Nothing is forgotten, whatever ends it: what is due stays so in the database until a finding is kept. It settles
 * only when nothing of it runs any more. Only one instance may be at it, or the pace is kept by each.
 */
export async function recheckDue(signal: AbortSignal): Promise<void> {
  await together(
    signal,
    lanes().map((lane) => (ending) => recheckLane(lane, ending)),
  );
}

function lanes(): Lane[] {
  return connectors.flatMap((connector) =>
    Object.keys(connector.environments).map((environment) => {
      const { requestsPerSecond } = serviceLimits(connector, environment);
      return { connector: connector.id, environment, limits: { ...connector.limits, requestsPerSecond } };
    }),
  );
}

async function recheckLane({ connector, environment, limits }: Lane, signal: AbortSignal): Promise<void> {
  const pace = createPace(limits.requestsPerSecond);
  const next = oneByOne(() => takeDue(connector, environment, limits.requestsAtOnce));
  async function work(ending: AbortSignal): Promise<void> {
    for (let due = await next(); due !== undefined; due = await next()) await check(due, pace, ending);
  }
  await together(signal, Array<typeof work>(limits.requestsAtOnce).fill(work));

  /** What `take` takes, one at a time, for several who ask; undefined from when there is nothing more. */
  function oneByOne(take: () => Promise<DueCredential[]>): () => Promise<DueCredential | undefined> {
    const taken: DueCredential[] = [];
    let isDone = false;
    let taking: Promise<void> = Promise.resolve();
    return async () => {
      taking = taking.then(async () => {
        if (taken.length > 0 || isDone || signal.aborted) return;
        taken.push(...(await take()));
        isDone = taken.length === 0;
      });
      await taking;
      return signal.aborted ? undefined : taken.shift();
    };
  }
}

/** One that cannot be checked, by a fault of ours, is due again a little later; the others must not wait for it. */
async function check({ id, organizationId }: DueCredential, pace: Pace, signal: AbortSignal): Promise<void> {
  const actor: TesseraActor = {
    kind: "tessera",
    name: "Tessera",
    organizationId,
    requestId: uuidv7(),
    address: null,
  };
  try {
    await pace.turn(signal);
    await checkCredential(actor, id, paced(egress(), pace, signal));
  } catch (error) {
    if (error instanceof EgressError && error.code === "cancelled") return;
    log.error(
      { requestId: actor.requestId, credentialId: id, error: describeError(error) },
      "a credential could not be checked",
    );
  }
}

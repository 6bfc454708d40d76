import type { AnyActor } from "../access/actor.ts";
import { cancelled, noTurn } from "../egress/egress-error.ts";
import type { Egress, EgressRequest, EgressTarget } from "../egress/send.ts";
import { serviceLimits } from "../egress/service-limits.ts";
import { NoTurn, waitForTurn } from "../limits/service-turns.ts";
import { tooMany } from "../limits/too-many.ts";

/** How long a request waits for its turn; what would wait longer is refused. */
const PATIENCE_MS = 2_000;
/** Of the time that a test has in all: a second to be answered in, and two that `take_turn` may add. */
const NOT_TO_WAIT_MS = 3_000;

/**
 * An egress that keeps the service's limit for one credential, in all instances together: each request waits for its
 * turn, and rejects with a 429 `Refusal` where it would wait long. Nothing was sent then. One that could lead anywhere
 * but under the base URL takes no turn.
 */
export function limitedEgress(egress: Egress, actor: AnyActor, credentialId: string): Egress {
  async function turnFor(
    target: EgressTarget,
    { path, signal }: Pick<EgressRequest, "path" | "signal">,
  ): Promise<() => void> {
    egress.urlOf(target, path);
    await egress.warm();
    const asked = { caller: callerOf(actor), credentialId, target, patienceMs: PATIENCE_MS };
    return takeTurn(asked, signal).catch((error) => {
      throw error instanceof NoTurn ? refusal(target, error.waitMs) : error;
    });
  }
  return {
    ...egress,
    async send(target, key, request) {
      const end = await turnFor(target, request);
      return egress.send(target, key, request).finally(end);
    },
    async stream(target, key, request) {
      const end = await turnFor(target, request);
      try {
        const answer = await egress.stream(target, key, request);
        if (answer.body.closed) end();
        else answer.body.once("close", end);
        return answer;
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}

/**
 * The same for a test of the key, that nobody should have to click again: it waits within its own time, and where there
 * is no turn in it the service could not be asked.
 */
export function patientEgress(egress: Egress, actor: AnyActor, credentialId: string): Egress {
  return {
    ...egress,
    async send(target, key, request) {
      await egress.warm();
      const began = performance.now();
      const timeoutMs = request.timeoutMs ?? egress.limitMs;
      const patienceMs = Math.max(0, timeoutMs - NOT_TO_WAIT_MS);
      // Not held up by how many requests of the same caller wait.
      const asked = { caller: `test by ${callerOf(actor)}`, credentialId, target, patienceMs };
      const end = await takeTurn(asked, request.signal).catch((error) => {
        throw error instanceof NoTurn ? noTurn() : error;
      });
      return egress
        .send(target, key, withinTime(request, timeoutMs - (performance.now() - began)))
        .finally(end);
    },
  };
}

function withinTime(request: EgressRequest, timeoutMs: number): EgressRequest {
  return { ...request, timeoutMs };
}

interface Asked {
  readonly caller: string;
  readonly credentialId: string;
  readonly target: EgressTarget;
  readonly patienceMs: number;
}

async function takeTurn(
  { caller, credentialId, target, patienceMs }: Asked,
  signal: AbortSignal | undefined,
): Promise<() => void> {
  const limits = serviceLimits(target.connector, target.environment);
  try {
    return await waitForTurn({ credentialId, caller, ...limits, patienceMs }, signal);
  } catch (error) {
    throw signal?.aborted ? cancelled() : error;
  }
}

/** Whoever shares the credential's turns with others: a token, a person, or Tessera itself. */
function callerOf(actor: AnyActor): string {
  switch (actor.kind) {
    case "token":
      return `token:${actor.tokenId}`;
    case "member":
      return `member:${actor.userId}`;
    case "tessera":
      return "tessera";
  }
}

function refusal({ connector, environment }: EgressTarget, waitMs: number) {
  const { requestsPerSecond, requestsAtOnce } = serviceLimits(connector, environment);
  return tooMany(
    "service_limit",
    `${connector.name} takes ${requestsPerSecond} requests a second with one key, and ${requestsAtOnce} at once; more than that wait already.`,
    waitMs,
  );
}

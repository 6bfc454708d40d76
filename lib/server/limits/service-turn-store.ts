import { statement } from "../db.ts";

/** What is asked for: see `take_turn` in the migrations. */
export interface TurnAsked {
  readonly id: string;
  readonly credentialId: string;
  readonly caller: string;
  readonly requestsPerSecond: number;
  readonly requestsAtOnce: number;
  readonly patienceMs: number;
}

/** `go`: it may begin in `waitMs`. `queue`: ask again soon. `refused`: in `waitMs` there would be a turn. */
export interface TurnAnswer {
  readonly answer: "go" | "queue" | "refused";
  readonly waitMs: number;
}

/** How long a place is held from now on, unless that is prolonged again. */
const HELD_SECONDS = 30;

/** Asks for a turn, or again for one that is queued: one statement, by the database's clock. */
export async function takeTurn(asked: TurnAsked): Promise<TurnAnswer> {
  const { id, credentialId, caller, requestsPerSecond, requestsAtOnce, patienceMs } = asked;
  const [row] = await statement<TurnAnswer>`
    SELECT answer, wait_ms AS "waitMs" FROM take_turn(
      ${id}::uuid, ${credentialId}::uuid, ${caller}, ${requestsPerSecond}, ${requestsAtOnce}, ${patienceMs})`;
  if (row === undefined) throw new Error("take_turn gave no row.");
  return row;
}

/** Keeps the places of those that are still on their way. */
export async function prolongTurns(ids: readonly string[]): Promise<void> {
  await statement`
    UPDATE "ServiceTurn" SET "heldUntil" = clock_timestamp() + ${HELD_SECONDS}::int * interval '1 second'
    WHERE id = ANY (${ids}::uuid[])`;
}

/** Frees the place of one that has ended. It counts on as one that began. */
export async function endTurn(id: string): Promise<void> {
  await statement`UPDATE "ServiceTurn" SET "heldUntil" = clock_timestamp() WHERE id = ${id}::uuid`;
}

/** Deletes what nobody has used since. The next turn of a credential does the same for its own. */
export async function forgetTurns(): Promise<void> {
  await statement`DELETE FROM "ServiceTurn" WHERE "heldUntil" < clock_timestamp() - interval '1 hour'`;
}

/** As if it had never been asked for: nothing was sent. */
export async function giveUpTurn(id: string): Promise<void> {
  await statement`DELETE FROM "ServiceTurn" WHERE id = ${id}::uuid`;
}

import { setTimeout as sleep } from "node:timers/promises";
import { partOf } from "../clean-up.ts";
import { createOne, get, openDesk, openSecondServer, withoutEmulator } from "../desk.ts";
import { newCredentialBodies } from "../new-credentials.ts";
import { atMost, count, type Section } from "../report.ts";
import { StatementCounter } from "../statement-counter.ts";
import { spreadOf } from "../statistics.ts";
import { authenticatePath } from "./authenticate-page.ts";
import type { Bench } from "./measurement.ts";

const WARM_UP = 3;
const REPEATS = 10;
const QUIET_MS = 500;

/** Counts what one request makes the server send to PostgreSQL, with a relay between the two. */
export async function measureStatements({ cleanUp }: Bench): Promise<Section> {
  await using mine = partOf(cleanUp);
  const first = await openDesk(mine, withoutEmulator);
  const { databaseUrl } = first.tessera.run;
  const counter = await StatementCounter.start(databaseUrl);
  mine.defer(() => counter.stop());
  const desk = await openSecondServer(mine, first, counter.urlFor(databaseUrl));
  const nextBody = newCredentialBodies();

  async function countFor(ask: () => Promise<unknown>) {
    for (let request = 0; request < WARM_UP; request += 1) await ask();
    await sleep(QUIET_MS);
    const counts = [];
    for (let request = 0; request < REPEATS; request += 1) {
      const before = counter.read();
      await ask();
      const after = counter.read();
      counts.push({
        statements: after.statements - before.statements,
        roundTrips: after.roundTrips - before.roundTrips,
      });
    }
    return {
      statements: spreadOf(counts.map(({ statements }) => statements)),
      roundTrips: spreadOf(counts.map(({ roundTrips }) => roundTrips)),
    };
  }

  const create = await countFor(() => createOne(desk, nextBody()));
  const list = await countFor(() => get(desk, "/api/v1/credentials"));
  const page = await countFor(() => get(desk, authenticatePath));
  return {
    title: "Statements sent to PostgreSQL, session check included (counted on the wire)",
    rows: [
      { what: "one create", value: create.statements, format: count, budget: atMost(4) },
      { what: "one create, round trips", value: create.roundTrips, format: count },
      { what: "one list", value: list.statements, format: count },
      { what: "one Authenticate screen", value: page.statements, format: count },
    ],
  };
}

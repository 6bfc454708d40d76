import { partOf } from "../clean-up.ts";
import { openDesk, withoutEmulator } from "../desk.ts";
import { startFloor } from "../floor.ts";
import { newCredentialBodies } from "../new-credentials.ts";
import { atLeast, ratio, type Section } from "../report.ts";
import { measureRounds } from "../rounds.ts";
import { ratioOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";
import { rateRows } from "./rate-rows.ts";

/** Creates of credentials beside the two floors. */
export async function measureCreate({ settings, cleanUp }: Bench): Promise<Section> {
  await using mine = partOf(cleanUp);
  const desk = await openDesk(mine, withoutEmulator);
  const { url, run } = desk.tessera;
  const pid = run.pids.server;
  const headers = { cookie: desk.cookie };
  const nextBody = newCredentialBodies();
  const { N, X, create } = await measureRounds(
    {
      N: { ...(await startFloor(mine, desk)), headers, nextBody },
      X: { url: `${url}/api/health/live`, pid, headers },
      create: { url: `${url}/api/v1/credentials`, pid, headers, nextBody },
    },
    settings,
  );
  return {
    title: "Create a credential over the API: session checked, sealed, audited, durable; 8 connections",
    rows: [
      ...rateRows("N  bare Node server: parse, encrypt, insert one row", N),
      ...rateRows("X  empty Next route handler", X),
      ...rateRows("creates", create),
      { what: "creates ÷ N", value: ratioOf(create.rates, N.rates), format: ratio, budget: atLeast(0.2) },
      { what: "creates ÷ X", value: ratioOf(create.rates, X.rates), format: ratio, budget: atLeast(0.55) },
    ],
    notes: ["X is GET /api/health/live: without a body to read, which makes it the stricter floor."],
  };
}

import type { Section } from "../report.ts";
import type { Bench } from "./measurement.ts";
import { measurePageTime } from "./page-time.ts";

export const authenticatePath = "/sources/new/people-ai";

/** The Authenticate screen, at every size: as fast with a million credentials as with a hundred, nearly. */
export function measureAuthenticatePage(bench: Bench): Promise<Section> {
  return measurePageTime(
    { name: "Authenticate screen", path: authenticatePath, mark: 'name="credential"', budget: 1.5 },
    bench,
  );
}

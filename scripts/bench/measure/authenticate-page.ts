import type { Section } from "../report.ts";
import type { Bench } from "./measurement.ts";
import { measurePageTime } from "./page-time.ts";

export const authenticatePath = "/sources/new/people-ai";

/** The Authenticate screen, at every size. No budget of its own. */
export function measureAuthenticatePage(bench: Bench): Promise<Section> {
  return measurePageTime(
    { name: "Authenticate screen", path: authenticatePath, mark: 'name="credential"' },
    bench,
  );
}

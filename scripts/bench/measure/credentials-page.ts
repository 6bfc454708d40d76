import type { Section } from "../report.ts";
import type { Bench } from "./measurement.ts";
import { measurePageTime } from "./page-time.ts";

/** The Credentials page, at every size: as fast with a million credentials as with a hundred, nearly. */
export function measureCredentialsPage(bench: Bench): Promise<Section> {
  return measurePageTime(
    { name: "Credentials page", path: "/credentials", mark: "data-credential=", budget: 1.5 },
    bench,
  );
}

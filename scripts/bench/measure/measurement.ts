import type { CleanUp } from "../clean-up.ts";
import type { Desks } from "../desks.ts";
import type { Section } from "../report.ts";
import type { Settings } from "../settings.ts";

/** Measures one of the budgets. Rejects when it cannot; whether the budget holds is not its business. */
export type Measurement = (bench: Bench) => Promise<Section>;

export interface Bench {
  settings: Settings;
  desks: Desks;
  cleanUp: CleanUp;
}

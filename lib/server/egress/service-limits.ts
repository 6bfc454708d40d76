import type { ConnectorDefinition, ConnectorLimits } from "../../connectors/define-connector.ts";
import { env } from "../env.ts";
import { isEmulated } from "./emulated.ts";

/** At a raised pace, as many requests as this many seconds bring may be on their way at once. */
const AT_ONCE_SECONDS = 2;

/** What may be asked of a service with one key; of an emulator more, where the operator says so. */
export function serviceLimits(
  { id, limits }: Pick<ConnectorDefinition, "id" | "limits">,
  environment: string,
): ConnectorLimits {
  const { emulatorRequestsPerSecond } = env();
  if (emulatorRequestsPerSecond === null || !isEmulated(id, environment)) return limits;
  return {
    requestsPerSecond: emulatorRequestsPerSecond,
    requestsAtOnce: Math.max(limits.requestsAtOnce, AT_ONCE_SECONDS * emulatorRequestsPerSecond),
  };
}

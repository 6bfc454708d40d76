import { NAME_MAX } from "@/lib/field-limits.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";

/**
 * What a duplicate for another environment could be called: "Revenue team (Staging)". The label of the environment
 * that the name ends with already makes room for the new one.
 */
export function duplicateName(
  name: string,
  { environments }: Pick<ConnectorOnScreen, "environments">,
  environment: string,
): string {
  const label = environments.find(({ id }) => id === environment)?.label ?? environment;
  const ending = environments.map((other) => ` (${other.label})`).find((text) => name.endsWith(text));
  const bare = ending === undefined ? name : name.slice(0, -ending.length);
  const suffix = ` (${label})`;
  // By whole characters: half of a pair is none.
  let kept = "";
  for (const character of bare) {
    if (kept.length + character.length > NAME_MAX - suffix.length) break;
    kept += character;
  }
  return `${kept.trimEnd()}${suffix}`;
}

/** The environment that a duplicate is for until somebody chooses: the first other one, in the connector's order. */
export function otherEnvironment(
  { environments }: Pick<ConnectorOnScreen, "environments">,
  environment: string,
): string {
  return environments.find(({ id }) => id !== environment)?.id ?? environment;
}

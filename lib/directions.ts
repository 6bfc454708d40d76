import type { Direction } from "./connectors/define-connector.ts";

/** How each direction stands in addresses and on the screen. */
export const directions = {
  source: { segment: "sources", one: "source", many: "sources", title: "Sources" },
  destination: { segment: "destinations", one: "destination", many: "destinations", title: "Destinations" },
} as const satisfies Record<Direction, { segment: string; one: string; many: string; title: string }>;

export type DirectionSegment = (typeof directions)[Direction]["segment"];

/** `sources` → `source`; anything else that could stand in an address → undefined. */
export function directionOfSegment(segment: string): Direction | undefined {
  if (segment === directions.source.segment) return "source";
  if (segment === directions.destination.segment) return "destination";
  return undefined;
}

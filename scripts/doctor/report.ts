import type { Check } from "../../lib/server/doctor/doctor.ts";

type Trail = NonNullable<Check["trail"]>;
type Break = Trail["breaks"][number];

const NAME_WIDTH = 16;

/** What each break means, after organization, position, event and time. */
const words: Record<Break["kind"], string> = {
  changed: "the event, its hash or the order was changed since it was chained",
  removed: "the event was removed; its link is still there",
  gap: "links are missing from here on, with their events",
  moved: "the event belongs to another organization now",
  unlinked: "the event was put in without a link",
  waiting: "the event waits for its place in the chain: does Tessera's log say why?",
};

/** A check in lines for people: one for itself, and one for each break and the head of a trail. */
export function linesOf({ name, isWell, says, trail }: Check): string[] {
  const line = `${isWell ? "✓" : "✗"} ${name.padEnd(NAME_WIDTH)} ${says}`;
  return trail === undefined ? [line] : [line, ...linesOfTrail(trail)];
}

function linesOfTrail(trail: Trail): string[] {
  const { organizationId, breaks, breakCount, head } = trail;
  const lines = breaks.map((found) => `  ✗ ${placeOf(organizationId, found)}: ${words[found.kind]}.`);
  if (breakCount > breaks.length) lines.push(`  ✗ and ${breakCount - breaks.length} more.`);
  if (head.position > 0) lines.push(`    head ${organizationId}:${head.position}:${head.hash}`);
  return lines;
}

function placeOf(organizationId: string, { position, eventId, at }: Break): string {
  return [
    `organization ${organizationId}`,
    position === null ? "no position" : `position ${position}`,
    eventId === null ? "event unknown" : `event ${eventId}`,
    at ?? "time unknown",
  ].join(", ");
}

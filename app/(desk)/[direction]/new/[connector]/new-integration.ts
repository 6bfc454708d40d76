import { notFound } from "next/navigation";
import type { ConnectorDefinition, Direction } from "@/lib/connectors/define-connector.ts";
import { findConnector } from "@/lib/connectors/index.ts";
import { directionOfSegment, directions } from "@/lib/directions.ts";

export interface NewIntegrationRoute {
  direction: Direction;
  words: (typeof directions)[Direction];
  connector: ConnectorDefinition;
  /** The address of each step. */
  steps: { select: string; authenticate: string };
}

/** What is about to be made, as the address says: `/sources/new/people-ai`. Anything else is not found. */
export async function readNewIntegration(
  params: Promise<{ direction: string; connector: string }>,
): Promise<NewIntegrationRoute> {
  const { direction: segment, connector: id } = await params;
  const direction = directionOfSegment(segment);
  const connector = findConnector(id);
  if (direction === undefined || connector?.offers[direction] === undefined) notFound();
  const select = `/${segment}/new`;
  return {
    direction,
    words: directions[direction],
    connector,
    steps: { select, authenticate: `${select}/${id}` },
  };
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConnectorPicker } from "@/components/integrations/connector-picker.tsx";
import { PageBody } from "@/components/shell/page-body.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Stepper } from "@/components/shell/stepper.tsx";
import { connectors } from "@/lib/connectors/index.ts";
import { directionOfSegment, directions } from "@/lib/directions.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";

export async function generateMetadata({ params }: PageProps<"/[direction]/new">): Promise<Metadata> {
  const direction = directionOfSegment((await params).direction) ?? notFound();
  return { title: `New ${directions[direction].one}` };
}

/** The first step: which service. */
export default async function SelectPage({ params }: PageProps<"/[direction]/new">) {
  const [, { direction: asked }] = await Promise.all([requireActor(), params]);
  const direction = directionOfSegment(asked) ?? notFound();
  const { segment, one, title } = directions[direction];
  const offered = connectors.flatMap(({ id, name, logo, offers }) => {
    const offer = offers[direction];
    return offer === undefined ? [] : [{ id, name, logo, offer, href: `/${segment}/new/${id}` }];
  });
  return (
    <PageBody>
      <PageHeader
        back={{ href: `/${segment}`, label: title }}
        stepper={<Stepper current="select" />}
        title={`New ${one}`}
        lead="Select the service to connect. You choose its credential next."
      />
      <ConnectorPicker connectors={offered} />
    </PageBody>
  );
}

import { PageBody } from "@/components/shell/page-body.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Stepper } from "@/components/shell/stepper.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { TilesSkeleton } from "./tiles-skeleton.tsx";

/** The screen's own shape. */
export function AuthenticateSkeleton() {
  return (
    <PageBody>
      <PageHeader
        title="Authenticate"
        lead={<Skeleton className="h-[22px] w-[min(460px,100%)]" />}
        stepper={<Stepper current="authenticate" />}
      />
      <TilesSkeleton tiles={6} />
    </PageBody>
  );
}

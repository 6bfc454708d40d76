import { PageBody } from "@/components/shell/page-body.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Stepper } from "@/components/shell/stepper.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";

const TILES = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** The screen's own shape, so that nothing jumps when the tiles come. */
export function AuthenticateSkeleton() {
  return (
    <PageBody>
      <PageHeader
        title="Authenticate"
        lead={<Skeleton className="h-[22px] w-[min(460px,100%)]" />}
        stepper={<Stepper current="authenticate" />}
      />
      <VisuallyHidden>
        <span role="status">Loading credentials</span>
      </VisuallyHidden>
      <Skeleton className="mb-[18px] h-[42px] rounded-control" />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(288px,100%),1fr))] gap-4 max-[700px]:gap-3">
        {TILES.map((tile) => (
          <Skeleton key={tile} className="h-[186px] rounded-tile" />
        ))}
      </div>
    </PageBody>
  );
}

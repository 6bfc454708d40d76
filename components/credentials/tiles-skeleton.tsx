import { Skeleton } from "@/components/ui/skeleton.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";

interface TilesSkeletonProps {
  /** How many places it keeps. */
  tiles: number;
}

/** The shape of the search and its tiles, so that nothing jumps when they come. */
export function TilesSkeleton({ tiles }: TilesSkeletonProps) {
  const places = Array.from({ length: tiles }, (_, place) => `place ${place}`);
  return (
    <>
      <VisuallyHidden>
        <span role="status">Loading credentials</span>
      </VisuallyHidden>
      <Skeleton className="mb-[18px] h-[42px] rounded-control" />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(288px,100%),1fr))] gap-4 max-[700px]:gap-3">
        {places.map((place) => (
          <Skeleton key={place} className="h-[186px] rounded-tile" />
        ))}
      </div>
    </>
  );
}

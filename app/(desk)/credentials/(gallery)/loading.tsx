import { TilesSkeleton } from "@/components/credentials/tiles-skeleton.tsx";
import { PageBody } from "@/components/shell/page-body.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

/** The page's own shape. */
export default function CredentialsLoading() {
  return (
    <PageBody>
      <PageHeader title="Credentials" lead={<Skeleton className="h-[22px] w-[min(460px,100%)]" />} />
      <TilesSkeleton tiles={8} />
    </PageBody>
  );
}

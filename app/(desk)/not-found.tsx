import type { Metadata } from "next";
import { PlainPage } from "@/components/shell/plain-page.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function DeskNotFound() {
  return (
    <PlainPage
      title="There is nothing here"
      action={
        <ButtonLink href="/sources" variant="primary">
          Go to sources
        </ButtonLink>
      }
    >
      <p>The address may be mistyped, what it named may be gone, or it is not yours to see.</p>
    </PlainPage>
  );
}

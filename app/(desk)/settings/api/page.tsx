import type { Metadata } from "next";
import { ApiReference } from "@/components/api-reference/api-reference.tsx";
import type { ReferenceDocument } from "@/components/api-reference/document-types.ts";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { openApiDocument } from "@/lib/server/openapi/document.ts";

export const metadata: Metadata = { title: "API reference" };

/** The document of the API, as people read it. It holds no data, so every member may. */
export default async function ApiPage() {
  await requireActor();
  return (
    <>
      <PageHeader
        title="API reference"
        lead={
          <>
            What programs can do with an API token, and what each of them is answered. As OpenAPI 3.1:{" "}
            <a href="/api/v1/openapi.json" className="text-accent underline underline-offset-2">
              openapi.json
            </a>
            .
          </>
        }
      />
      <ApiReference document={openApiDocument() as unknown as ReferenceDocument} />
    </>
  );
}

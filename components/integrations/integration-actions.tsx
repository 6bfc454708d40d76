"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import * as z from "zod/mini";
import type { ConnectorOnScreen } from "@/components/credentials/connector-on-screen.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { callApi } from "@/lib/api-client.ts";
import { directions } from "@/lib/directions.ts";
import type { Integration } from "@/lib/integrations.ts";

const EditIntegrationDialog = lazy(async () => ({
  default: (await import("./edit-integration-dialog.tsx")).EditIntegrationDialog,
}));

interface IntegrationActionsProps {
  integration: Integration;
  /** Null where Tessera does not know its service any more. */
  connector: ConnectorOnScreen | null;
}

/** Edit and Delete, for whoever may change this source or destination. */
export function IntegrationActions({ integration, connector }: IntegrationActionsProps) {
  const router = useRouter();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const [said, setSaid] = useState("");
  const { segment, one } = directions[integration.direction];

  async function remove() {
    await callApi(`/api/v1/${segment}/${integration.id}`, z.unknown(), { method: "DELETE" });
    // It goes on saying "Deleting…" until the list is there.
    router.replace(`/${segment}`);
    router.refresh();
  }

  return (
    <>
      <div className="flex gap-2.5">
        <Button onClick={() => setOpen("edit")}>Edit</Button>
        <Button onClick={() => setOpen("delete")}>Delete</Button>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      {open === "edit" && (
        <Suspense>
          <EditIntegrationDialog
            integration={integration}
            connector={connector}
            onClose={(changed) => {
              setOpen(null);
              if (changed) router.refresh();
            }}
            onSaved={({ name }) => {
              setOpen(null);
              setSaid(`${name} saved`);
              router.refresh();
            }}
          />
        </Suspense>
      )}
      {open === "delete" && (
        <ConfirmDialog
          title={`Delete ${integration.name}?`}
          action="Delete"
          busyLabel="Deleting…"
          onConfirm={remove}
          onClose={() => setOpen(null)}
        >
          <p className="[overflow-wrap:anywhere]">
            Whatever uses this {one} finds it no more, for good. The credential{" "}
            <b className="font-semibold text-ink">{integration.credential.name}</b> stays, and so does
            everything at {connector?.name ?? "the service"}.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

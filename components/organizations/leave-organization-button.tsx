"use client";

import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { callApi } from "@/lib/api-client.ts";

interface LeaveOrganizationButtonProps {
  userId: string;
  organizationName: string;
}

/** Asks, then takes oneself out of the organization and leads to whatever is left. */
export function LeaveOrganizationButton({ userId, organizationName }: LeaveOrganizationButtonProps) {
  const [asking, setAsking] = useState(false);

  async function leave() {
    await callApi(`/api/v1/members/${userId}`, z.unknown(), { method: "DELETE" });
    window.location.assign("/sources");
  }

  return (
    <>
      <Button onClick={() => setAsking(true)}>Leave organization</Button>
      {asking && (
        <ConfirmDialog
          title={`Leave ${organizationName}?`}
          action="Leave"
          busyLabel="Leaving…"
          onConfirm={leave}
          onClose={() => setAsking(false)}
        >
          <p>
            You see nothing of it any more, and come back by invitation only. What you added stays; the
            invitations that you wrote are withdrawn.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

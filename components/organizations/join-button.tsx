"use client";

import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";

interface JoinButtonProps {
  organizationName: string;
  /** The last part of the invitation's link. */
  token: string;
}

/** Accepts an invitation for whoever is signed in, then goes to the organization's desk. */
export function JoinButton({ organizationName, token }: JoinButtonProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function join() {
    setBusy(true);
    setFailure(null);
    try {
      await callApi("/api/v1/invitations/accept", z.unknown(), { method: "POST", body: { token } });
      // A full page load: nothing of another organization stays in memory.
      window.location.assign("/sources");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setBusy(false);
      setFailure(error.message);
    }
  }

  return (
    <div className="grid gap-[18px]">
      <div role="alert" className="empty:hidden">
        {failure !== null && <Notice tone="rejected">{failure}</Notice>}
      </div>
      <Button variant="primary" onClick={join} busy={busy} busyLabel="Joining…" className="w-full">
        Join {organizationName}
      </Button>
    </div>
  );
}

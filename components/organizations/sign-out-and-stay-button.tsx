"use client";

import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button.tsx";
import { callApi } from "@/lib/api-client.ts";

/** Ends the session and loads this page again, for whoever wants to see it as somebody else. */
export function SignOutAndStayButton() {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function signOut() {
    setState("busy");
    try {
      await callApi("/api/auth/sign-out", z.unknown(), { method: "POST", body: {} });
      window.location.reload();
    } catch {
      setState("failed");
    }
  }

  return (
    <div className="grid gap-2.5">
      <Button
        variant="primary"
        onClick={signOut}
        busy={state === "busy"}
        busyLabel="Signing out…"
        className="w-full"
      >
        Sign out
      </Button>
      <p role="alert" className="text-[13px] leading-snug text-rejected">
        {state === "failed" && "You are still signed in: Tessera did not answer. Try again."}
      </p>
    </div>
  );
}

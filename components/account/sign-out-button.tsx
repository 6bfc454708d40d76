"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { callApi } from "@/lib/api-client.ts";

/** Ends the session, then leaves with a full page load, so that nothing of it stays in memory. */
export function SignOutButton() {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function signOut() {
    setState("busy");
    try {
      await callApi("/api/auth/sign-out", null, { method: "POST", body: {} });
      window.location.assign("/sign-in");
    } catch {
      setState("failed");
    }
  }

  return (
    <>
      <Button variant="quiet" size="small" onClick={signOut} busy={state === "busy"}>
        Sign out
      </Button>
      {state === "failed" && (
        <p role="alert" className="basis-full text-[13px] leading-snug text-rejected">
          You are still signed in: Tessera did not answer. Try again.
        </p>
      )}
    </>
  );
}

"use client";

import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { askAuth } from "@/lib/auth-client.ts";
import { SINGLE_SIGN_ON } from "@/lib/sign-in.ts";
import { authFailure } from "./auth-failure.ts";
import { signInWithPasskey } from "./passkeys.ts";

interface OtherWaysProps {
  next: string;
  passkeys: boolean;
  /** What the provider of single sign-on is called, or null where there is none. */
  provider: string | null;
}

/** How else one signs in: with a passkey, or with the organization's provider. */
export function OtherWays({ next, passkeys, provider }: OtherWaysProps) {
  const [busy, setBusy] = useState<"passkey" | "provider" | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function withPasskey() {
    setBusy("passkey");
    setFailure(null);
    const said = await signInWithPasskey();
    if (said === null) return window.location.assign(next);
    setFailure(said);
    setBusy(null);
  }

  async function withProvider() {
    setBusy("provider");
    setFailure(null);
    try {
      const body = { provider: SINGLE_SIGN_ON, callbackURL: next };
      const { url } = await askAuth("/api/auth/sign-in/social", z.object({ url: z.url() }), body);
      window.location.assign(url);
    } catch (error) {
      setFailure(authFailure(error));
      setBusy(null);
    }
  }

  return (
    <div className="mt-6 grid gap-3 border-t border-line pt-6">
      {provider !== null && (
        <Button className="w-full" busy={busy !== null} onClick={withProvider}>
          Continue with {provider}
        </Button>
      )}
      {passkeys && (
        <Button className="w-full" busy={busy !== null} onClick={withPasskey}>
          Sign in with a passkey
        </Button>
      )}
      <FormFailure>{failure}</FormFailure>
    </div>
  );
}

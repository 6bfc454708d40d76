"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import * as z from "zod/mini";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { askAuth } from "@/lib/auth-client.ts";
import { authFailure } from "./auth-failure.ts";
import { AuthenticatorDialog } from "./authenticator-dialog.tsx";
import { PasswordDialog } from "./password-dialog.tsx";
import { RecoveryCodesDialog } from "./recovery-codes-dialog.tsx";
import { SettingsSection } from "./settings-section.tsx";

const enabledSchema = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const codesSchema = z.object({ backupCodes: z.array(z.string()) });

type Step =
  | { kind: "turn-on" | "turn-off" | "new-codes" }
  | { kind: "scan"; uri: string; codes: string[] }
  | { kind: "codes"; codes: string[] };

interface TwoFactorSectionProps {
  on: boolean;
  email: string;
}

/** Turns two-factor on and off, and makes new recovery codes. */
export function TwoFactorSection({ on, email }: TwoFactorSectionProps) {
  const router = useRouter();
  const [step, setStep] = useState<Step | null>(null);
  const [said, setSaid] = useState("");
  const close = () => setStep(null);

  async function begin(password: string) {
    try {
      const { totpURI, backupCodes } = await askAuth("/api/auth/two-factor/enable", enabledSchema, {
        password,
      });
      setStep({ kind: "scan", uri: totpURI, codes: backupCodes });
      return null;
    } catch (error) {
      return authFailure(error);
    }
  }

  function confirmed(codes: string[]) {
    setStep({ kind: "codes", codes });
    setSaid("Two-factor is on. Your other sessions were signed out.");
    router.refresh();
  }

  async function turnOff(password: string) {
    try {
      await askAuth("/api/auth/two-factor/disable", z.unknown(), { password });
    } catch (error) {
      return authFailure(error);
    }
    close();
    setSaid("Two-factor is off.");
    router.refresh();
    return null;
  }

  async function makeCodes(password: string) {
    try {
      const { backupCodes } = await askAuth("/api/auth/two-factor/generate-backup-codes", codesSchema, {
        password,
      });
      setStep({ kind: "codes", codes: backupCodes });
      setSaid("The recovery codes from before do not work any more.");
      return null;
    } catch (error) {
      return authFailure(error);
    }
  }

  return (
    <SettingsSection
      id="two-factor"
      title="Two-factor"
      badge={
        on ? (
          <Badge tone="verified" icon="check">
            On
          </Badge>
        ) : (
          <Badge tone="idle">Off</Badge>
        )
      }
      lead="After your password, Tessera asks for a code from an app on your phone. Somebody who learns the password is still outside."
    >
      <div className="flex flex-wrap gap-2.5">
        {on ? (
          <>
            <Button onClick={() => setStep({ kind: "new-codes" })}>New recovery codes</Button>
            <Button onClick={() => setStep({ kind: "turn-off" })}>Turn off</Button>
          </>
        ) : (
          <Button variant="primary" onClick={() => setStep({ kind: "turn-on" })}>
            Turn on two-factor
          </Button>
        )}
      </div>
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {said}
      </p>
      {step?.kind === "turn-on" && (
        <PasswordDialog
          title="Turn on two-factor"
          action="Continue"
          busyAction="Checking…"
          onClose={close}
          onConfirm={begin}
        >
          You need an authenticator app. Your other sessions are signed out once it is on.
        </PasswordDialog>
      )}
      {step?.kind === "scan" && (
        <AuthenticatorDialog uri={step.uri} onClose={close} onConfirmed={() => confirmed(step.codes)} />
      )}
      {step?.kind === "codes" && <RecoveryCodesDialog codes={step.codes} email={email} onClose={close} />}
      {step?.kind === "turn-off" && (
        <PasswordDialog
          title="Turn off two-factor?"
          action="Turn off"
          busyAction="Turning off…"
          danger
          onClose={close}
          onConfirm={turnOff}
        >
          From then on your password alone signs you in. Your recovery codes stop working.
        </PasswordDialog>
      )}
      {step?.kind === "new-codes" && (
        <PasswordDialog
          title="New recovery codes"
          action="Make new codes"
          busyAction="Making…"
          onClose={close}
          onConfirm={makeCodes}
        >
          Those that you have stop working at once.
        </PasswordDialog>
      )}
    </SettingsSection>
  );
}

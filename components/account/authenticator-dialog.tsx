"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { askAuth } from "@/lib/auth-client.ts";
import { codeSchema } from "@/lib/sign-in.ts";
import { authFailure } from "./auth-failure.ts";
import { CodeField } from "./code-field.tsx";
import { CopyButton } from "./copy-button.tsx";
import { QrCode } from "./qr-code.tsx";

interface AuthenticatorDialogProps {
  /** `otpauth://…`: what the app scans. */
  uri: string;
  onClose: () => void;
  /** The app is set up: its first code was right. */
  onConfirmed: () => void;
}

/** Sets up an authenticator app: the secret goes into it, and a code comes back as the proof. */
export function AuthenticatorDialog({ uri, onClose, onConfirmed }: AuthenticatorDialogProps) {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const { register, handleSubmit, setFocus, formState } = useForm({
    resolver: zodResolver(codeSchema),
    defaultValues: { code: "" },
  });
  const { errors, isSubmitting } = formState;
  const [failure, setFailure] = useState<string | null>(null);

  const submit = handleSubmit(async (body) => {
    setFailure(null);
    try {
      await askAuth("/api/auth/two-factor/verify-totp", z.unknown(), body);
    } catch (error) {
      setFailure(authFailure(error));
      setFocus("code", { shouldSelect: true });
      return;
    }
    onConfirmed();
  });

  return (
    <Dialog
      labelledBy="authenticator-dialog"
      size="narrow"
      onRequestClose={(reason) => reason === "close" && onClose()}
    >
      <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogHeader id="authenticator-dialog" title="Set up your app" onClose={onClose} />
        <DialogBody className="grid content-start gap-4 px-[26px] pt-1 pb-6 max-[700px]:px-4">
          <p className="text-ink-2">
            Scan this with your authenticator app, then enter the code that it shows.
          </p>
          <div className="grid justify-items-center">
            <QrCode text={uri} label="QR code with the secret that is written below" />
          </div>
          <div className="text-sm text-ink-2">
            <p>Cannot scan it? Enter this secret by hand:</p>
            <code className="mt-1.5 block font-mono text-[13.5px] leading-relaxed text-ink">
              {secret.match(/.{1,4}/g)?.join(" ")}
            </code>
            <div className="mt-2 flex flex-wrap gap-2.5">
              <CopyButton text={secret}>Copy secret</CopyButton>
            </div>
          </div>
          <CodeField
            {...register("code")}
            id="setup-code"
            label="Code from your app"
            error={errors.code?.message}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
          <FormFailure>{failure}</FormFailure>
        </DialogBody>
        <DialogFooter>
          <Button className="ml-auto" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Checking…">
            Turn on
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

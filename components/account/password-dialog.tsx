"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type ReactNode, useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { passwordSchema } from "@/lib/sign-in.ts";
import { PasswordInput } from "./password-input.tsx";

interface PasswordDialogProps {
  title: string;
  /** What it is for, in a sentence or two. */
  children: ReactNode;
  action: string;
  busyAction: string;
  danger?: boolean;
  onClose: () => void;
  /** Null when it worked, else what to say. */
  onConfirm: (password: string) => Promise<string | null>;
}

/** Asks for the password again, before something of one's own sign-in changes. */
export function PasswordDialog({
  title,
  children,
  action,
  busyAction,
  danger = false,
  onClose,
  onConfirm,
}: PasswordDialogProps) {
  const { register, handleSubmit, setFocus, formState } = useForm({
    resolver: zodResolver(passwordSchema),
    defaultValues: { password: "" },
  });
  const { errors, isSubmitting } = formState;
  const [failure, setFailure] = useState<string | null>(null);

  const submit = handleSubmit(async ({ password }) => {
    setFailure(null);
    const said = await onConfirm(password);
    if (said === null) return;
    setFailure(said);
    setFocus("password", { shouldSelect: true });
  });

  return (
    <Dialog labelledBy="password-dialog" size="narrow" onRequestClose={isSubmitting ? () => {} : onClose}>
      <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogHeader id="password-dialog" title={title} onClose={onClose} />
        <DialogBody className="grid content-start gap-4 px-[26px] pt-1 pb-6 max-[700px]:px-4">
          <div className="text-ink-2">{children}</div>
          <Field id="current-password" label="Your password" error={errors.password?.message}>
            <PasswordInput
              {...register("password")}
              id="current-password"
              required
              autoComplete="current-password"
              aria-invalid={errors.password !== undefined}
              aria-describedby={fieldDescription("current-password", { error: errors.password?.message })}
            />
          </Field>
          <FormFailure>{failure}</FormFailure>
        </DialogBody>
        <DialogFooter>
          <Button className="ml-auto" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant={danger ? "danger" : "primary"}
            busy={isSubmitting}
            busyLabel={busyAction}
          >
            {action}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

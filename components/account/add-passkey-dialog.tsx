"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { passkeyNameSchema } from "@/lib/sign-in.ts";
import { addPasskey } from "./passkeys.ts";

const nameHelp = "So that you know it again, like “Work laptop”.";

interface AddPasskeyDialogProps {
  onClose: () => void;
  onAdded: (name: string) => void;
}

/** Names a passkey, then has the browser make it. */
export function AddPasskeyDialog({ onClose, onAdded }: AddPasskeyDialogProps) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(passkeyNameSchema),
    defaultValues: { name: "" },
  });
  const { errors, isSubmitting } = formState;
  const [failure, setFailure] = useState<string | null>(null);

  const submit = handleSubmit(async ({ name }) => {
    setFailure(null);
    const said = await addPasskey(name);
    if (said === null) onAdded(name);
    else setFailure(said);
  });

  return (
    <Dialog labelledBy="add-passkey" size="narrow" onRequestClose={isSubmitting ? () => {} : onClose}>
      <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogHeader id="add-passkey" title="Add a passkey" onClose={onClose} />
        <DialogBody className="grid content-start gap-4 px-[26px] pt-1 pb-6 max-[700px]:px-4">
          <Field id="passkey-name" label="Name" required help={nameHelp} error={errors.name?.message}>
            <TextInput
              {...register("name")}
              id="passkey-name"
              required
              autoComplete="off"
              aria-invalid={errors.name !== undefined}
              aria-describedby={fieldDescription("passkey-name", {
                help: nameHelp,
                error: errors.name?.message,
              })}
            />
          </Field>
          <FormFailure>{failure}</FormFailure>
        </DialogBody>
        <DialogFooter>
          <Button className="ml-auto" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Waiting for your device…">
            Continue
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

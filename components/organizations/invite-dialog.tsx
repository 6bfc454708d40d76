"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { type CloseReason, Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { Role } from "@/lib/access.ts";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { type CreatedInvitation, createdInvitationSchema, newInvitationSchema } from "@/lib/organizations.ts";
import { InvitationLink } from "./invitation-link.tsx";
import { RoleChoice } from "./role-choice.tsx";

interface InviteDialogProps {
  organizationName: string;
  /** The roles that may be given. */
  roles: readonly Role[];
  onInvited: () => void;
  onClose: () => void;
}

/** Invites an address, then shows the link, once. A click beside it closes nothing that one would miss. */
export function InviteDialog({ organizationName, roles, onInvited, onClose }: InviteDialogProps) {
  const id = useId();
  const {
    register,
    handleSubmit,
    setError,
    formState: { errors, isSubmitting, isDirty },
  } = useForm({
    resolver: zodResolver(newInvitationSchema),
    mode: "onTouched",
    defaultValues: { email: "", role: "member" as Role },
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [created, setCreated] = useState<CreatedInvitation | null>(null);

  const submit = handleSubmit(async (invitation) => {
    setFailure(null);
    try {
      const path = "/api/v1/invitations";
      setCreated(await callApi(path, createdInvitationSchema, { method: "POST", body: invitation }));
      onInvited();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const onEmail = error.problem?.errors?.find(({ field }) => field === "email");
      if (onEmail === undefined) setFailure(error.message);
      else setError("email", { type: "server", message: onEmail.message }, { shouldFocus: true });
    }
  });

  function requestClose(reason: CloseReason) {
    if (isSubmitting || (reason === "backdrop" && (isDirty || created !== null))) return;
    onClose();
  }

  return (
    <Dialog labelledBy={`${id}-title`} onRequestClose={requestClose} size="narrow">
      <DialogHeader
        id={`${id}-title`}
        title={created === null ? `Invite to ${organizationName}` : "Invitation created"}
        onClose={() => requestClose("close")}
      />
      {created === null ? (
        <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-[18px] px-[26px] pb-6 max-[700px]:px-4">
            <Field id={`${id}-email`} label="Email" required error={errors.email?.message}>
              <TextInput
                {...register("email")}
                id={`${id}-email`}
                type="email"
                required
                autoComplete="off"
                aria-invalid={errors.email !== undefined}
                aria-describedby={fieldDescription(`${id}-email`, { error: errors.email?.message })}
              />
            </Field>
            <fieldset className="grid gap-2">
              <legend className="mb-1.5 text-sm font-semibold text-ink">Role</legend>
              {roles.map((role) => (
                <RoleChoice key={role} role={role} {...register("role")} />
              ))}
            </fieldset>
            <div role="alert" className="empty:hidden">
              {failure !== null && <Notice tone="rejected">{failure}</Notice>}
            </div>
          </DialogBody>
          <DialogFooter>
            <Button className="ml-auto" onClick={() => requestClose("close")}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Inviting…">
              Invite
            </Button>
          </DialogFooter>
        </form>
      ) : (
        <>
          <DialogBody className="px-[26px] pb-4 max-[700px]:px-4">
            <InvitationLink invitation={created} />
          </DialogBody>
          <DialogFooter>
            <Button className="ml-auto" onClick={onClose}>
              Done
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  );
}

"use client";

import { useId, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import type { Role } from "@/lib/access.ts";
import { callApi } from "@/lib/api-client.ts";
import { type Member, memberSchema } from "@/lib/organizations.ts";
import { RoleChoice } from "./role-choice.tsx";

interface ChangeRoleDialogProps {
  member: Member;
  /** Those that may be given. */
  roles: readonly Role[];
  onChanged: (changed: Member) => void;
  onClose: () => void;
}

/** Gives a member another role. */
export function ChangeRoleDialog({ member, roles, onChanged, onClose }: ChangeRoleDialogProps) {
  const name = useId();
  const [role, setRole] = useState(member.role);

  async function save() {
    if (role === member.role) return onClose();
    const path = `/api/v1/members/${member.id}` as const;
    onChanged(await callApi(path, memberSchema, { method: "PATCH", body: { role } }));
  }

  return (
    <ConfirmDialog
      title={`Role of ${member.name}`}
      action="Save"
      busyLabel="Saving…"
      tone="primary"
      onConfirm={save}
      onClose={onClose}
    >
      <fieldset className="grid gap-2">
        <legend className="sr-only">Role</legend>
        {roles.map((option) => (
          <RoleChoice
            key={option}
            role={option}
            name={name}
            checked={role === option}
            onChange={() => setRole(option)}
          />
        ))}
      </fieldset>
    </ConfirmDialog>
  );
}

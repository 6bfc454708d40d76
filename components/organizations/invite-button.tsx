"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { Role } from "@/lib/access.ts";
import { InviteDialog } from "./invite-dialog.tsx";

interface InviteButtonProps {
  organizationName: string;
  /** The roles that may be given. */
  roles: readonly Role[];
}

/** Opens the dialog that invites; what it invited stands in the list below at once. */
export function InviteButton(props: InviteButtonProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Icon name="plus" size={14} />
        Invite
      </Button>
      {open && <InviteDialog {...props} onInvited={() => router.refresh()} onClose={() => setOpen(false)} />}
    </>
  );
}

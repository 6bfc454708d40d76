"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import * as z from "zod/mini";
import { relativeTime } from "@/components/credentials/relative-time.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Table } from "@/components/ui/table.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { callApi } from "@/lib/api-client.ts";
import { type Invitation, roleWords } from "@/lib/organizations.ts";

interface InvitationTableProps {
  invitations: readonly Invitation[];
  /** ISO 8601; what ages are counted from. */
  now: string;
}

/** The invitations that nobody has accepted yet. */
export function InvitationTable({ invitations, now }: InvitationTableProps) {
  const router = useRouter();
  const [withdrawing, setWithdrawing] = useState<Invitation | null>(null);
  const [said, setSaid] = useState("");

  async function withdraw({ id, email }: Invitation) {
    await callApi(`/api/v1/invitations/${id}`, z.unknown(), { method: "DELETE" });
    setWithdrawing(null);
    setSaid(`The invitation of ${email} is withdrawn.`);
    router.refresh();
  }

  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="min-[1000px]:rounded-tile min-[1000px]:border min-[1000px]:border-line min-[1000px]:bg-surface min-[1000px]:shadow-tile">
        <Table caption="Invitations" columns={["Email", "Role", "Invited by", "Link", "Actions"]} cards>
          {invitations.map((invitation) => (
            <tr key={invitation.id} className="align-middle">
              <th
                scope="row"
                className="px-4 py-3 text-[15px] font-semibold text-ink [overflow-wrap:anywhere]"
              >
                {invitation.email}
              </th>
              <td className="px-4 py-3 text-ink">{roleWords[invitation.role].label}</td>
              <td className="px-4 py-3 text-ink-2 [overflow-wrap:anywhere]">
                {invitation.inviter?.name ?? "–"},{" "}
                <time dateTime={invitation.createdAt}>{relativeTime(invitation.createdAt, now)}</time>
              </td>
              <td className="px-4 py-3 text-ink-2">
                {invitation.expiresAt <= now ? (
                  <Badge tone="limited">Expired</Badge>
                ) : (
                  <>Open, {daysLeft(invitation.expiresAt, now)}</>
                )}
              </td>
              <td className="py-2 pr-4 pl-1 max-[999px]:-ml-3">
                <Button variant="quiet" size="small" onClick={() => setWithdrawing(invitation)}>
                  Withdraw<VisuallyHidden> the invitation of {invitation.email}</VisuallyHidden>
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      </div>
      {withdrawing !== null && (
        <ConfirmDialog
          title="Withdraw this invitation?"
          action="Withdraw"
          busyLabel="Withdrawing…"
          onClose={() => setWithdrawing(null)}
          onConfirm={() => withdraw(withdrawing)}
        >
          <p className="[overflow-wrap:anywhere]">
            The link that {withdrawing.email} has opens nothing any more.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

const MS_PER_DAY = 86_400_000;

function daysLeft(until: string, now: string): string {
  const days = Math.ceil((Date.parse(until) - Date.parse(now)) / MS_PER_DAY);
  return days === 1 ? "1 day left" : `${days} days left`;
}

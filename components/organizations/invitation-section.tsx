"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import * as z from "zod/mini";
import { relativeTime } from "@/components/credentials/relative-time.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Table } from "@/components/ui/table.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { callApi } from "@/lib/api-client.ts";
import { type Invitation, roleWords } from "@/lib/organizations.ts";

interface InvitationSectionProps {
  invitations: readonly Invitation[];
  /** ISO 8601; what ages are counted from. */
  now: string;
  /** Whether this is not the first page. */
  isFurtherOn: boolean;
  /** Where its other pages are. */
  children: ReactNode;
}

/**
 * The invitations that nobody has accepted yet, where there are any. That the last one was withdrawn is said all the
 * same.
 */
export function InvitationSection({ invitations, now, isFurtherOn, children }: InvitationSectionProps) {
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
      {(invitations.length > 0 || isFurtherOn) && (
        <section className="mt-11">
          <h2 className="mb-3.5 text-[17px] font-semibold tracking-[-0.01em]">Invitations</h2>
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
          {children}
        </section>
      )}
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

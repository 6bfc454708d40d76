"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import * as z from "zod/mini";
import { relativeTime } from "@/components/credentials/relative-time.ts";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Menu, type MenuItem } from "@/components/ui/menu.tsx";
import { Table } from "@/components/ui/table.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { Role } from "@/lib/access.ts";
import { callApi } from "@/lib/api-client.ts";
import { type Member, memberSchema, roleWords } from "@/lib/organizations.ts";
import { ChangeRoleDialog } from "./change-role-dialog.tsx";

interface MemberTableProps {
  members: readonly Member[];
  /** Who looks at it: their own role is not theirs to change here. */
  ownId: string;
  organizationName: string;
  /** The roles that may be given. */
  roles: readonly Role[];
  /** ISO 8601; what ages are counted from. */
  now: string;
}

type Asking = { what: "role" | "transfer" | "remove"; member: Member } | null;

/** Who is in the organization as what. On a phone each member is a card. */
export function MemberTable({ members, ownId, organizationName, roles, now }: MemberTableProps) {
  const router = useRouter();
  const [asking, setAsking] = useState<Asking>(null);
  const [said, setSaid] = useState("");
  const close = () => setAsking(null);

  function done(sentence: string) {
    setAsking(null);
    setSaid(sentence);
    router.refresh();
  }

  function itemsFor(member: Member): MenuItem[] {
    const mayTransfer = roles.includes("owner");
    return [
      { label: "Change role", onSelect: () => setAsking({ what: "role", member }) },
      ...(mayTransfer
        ? [{ label: "Transfer ownership", onSelect: () => setAsking({ what: "transfer", member }) }]
        : []),
      { label: "Remove", tone: "danger", onSelect: () => setAsking({ what: "remove", member }) },
    ];
  }

  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="min-[1000px]:rounded-tile min-[1000px]:border min-[1000px]:border-line min-[1000px]:bg-surface min-[1000px]:shadow-tile">
        <Table caption="Members" columns={["Name", "Email", "Role", "Joined", "Actions"]} cards>
          {members.map((member) => (
            <tr key={member.id} className="relative align-middle max-[999px]:pr-14!">
              <th
                scope="row"
                className="px-4 py-3 text-[15px] font-semibold text-ink [overflow-wrap:anywhere]"
              >
                {member.name}
                {member.id === ownId && <span className="font-normal text-ink-3"> (you)</span>}
              </th>
              <td className="px-4 py-3 text-ink-2 [overflow-wrap:anywhere]">{member.email}</td>
              <td className="px-4 py-3 text-ink">{roleWords[member.role].label}</td>
              <td className="px-4 py-3 whitespace-nowrap text-ink-2 max-[999px]:text-[13px]">
                <span className="min-[1000px]:hidden">Joined </span>
                <time dateTime={member.joinedAt}>{relativeTime(member.joinedAt, now)}</time>
              </td>
              <td className="w-12 px-4 py-2 text-right max-[999px]:absolute max-[999px]:top-2.5 max-[999px]:right-2.5">
                {member.id === ownId || !roles.includes(member.role) ? (
                  <VisuallyHidden>none</VisuallyHidden>
                ) : (
                  <Menu label={`Actions for ${member.name}`} items={itemsFor(member)} className="ml-auto" />
                )}
              </td>
            </tr>
          ))}
        </Table>
      </div>
      {asking?.what === "role" && (
        <ChangeRoleDialog
          member={asking.member}
          roles={roles}
          onClose={close}
          onChanged={({ name, role }) => done(`${name} is ${roleWords[role].label.toLowerCase()} now.`)}
        />
      )}
      {asking?.what === "transfer" && (
        <ConfirmDialog
          title={`Make ${asking.member.name} owner?`}
          action="Transfer ownership"
          busyLabel="Transferring…"
          onClose={close}
          onConfirm={async () => {
            const path = `/api/v1/members/${asking.member.id}/transfer` as const;
            const { name } = await callApi(path, memberSchema, { method: "POST" });
            done(`${name} is owner now, and you are admin.`);
          }}
        >
          <p>
            {asking.member.name} becomes an owner of {organizationName}, and you become an admin. Only an
            owner can give that back to you.
          </p>
        </ConfirmDialog>
      )}
      {asking?.what === "remove" && (
        <ConfirmDialog
          title={`Remove ${asking.member.name}?`}
          action="Remove"
          busyLabel="Removing…"
          onClose={close}
          onConfirm={async () => {
            await callApi(`/api/v1/members/${asking.member.id}`, z.unknown(), { method: "DELETE" });
            done(`${asking.member.name} is no member any more.`);
          }}
        >
          <p>
            {asking.member.name} sees nothing of {organizationName} from the next click on. The credentials,
            sources and destinations that they added stay; the invitations that they wrote are withdrawn.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

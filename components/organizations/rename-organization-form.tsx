"use client";

import { useRouter } from "next/navigation";
import { OrganizationNameForm } from "./organization-name-form.tsx";

/** Gives the organization another name. */
export function RenameOrganizationForm({ organization }: { organization: { id: string; name: string } }) {
  const router = useRouter();
  return (
    <OrganizationNameForm
      label="Name"
      name={organization.name}
      action="Save"
      busyLabel="Saving…"
      send={{ method: "PATCH", path: `/api/v1/organizations/${organization.id}` }}
      onSaved={() => {
        router.refresh();
        return "Saved.";
      }}
    />
  );
}

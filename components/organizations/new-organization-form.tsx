"use client";

import { OrganizationNameForm } from "./organization-name-form.tsx";

/** Creates an organization, then goes to its desk. */
export function NewOrganizationForm() {
  return (
    <OrganizationNameForm
      label="Name"
      name=""
      action="Create organization"
      busyLabel="Creating…"
      send={{ method: "POST", path: "/api/v1/organizations" }}
      onSaved={() => {
        // A full page load: nothing of the organization before stays in memory.
        window.location.assign("/sources");
        return undefined;
      }}
    />
  );
}

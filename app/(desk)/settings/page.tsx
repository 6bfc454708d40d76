import { redirect } from "next/navigation";

/** Settings begin with one's own account. */
export default function SettingsPage() {
  redirect("/settings/account");
}

import type { ActivityEvent, ActivityField, ActivityFields } from "@/lib/activity.ts";
import { activityFields } from "@/lib/activity.ts";
import { findConnector, findEndpoint, findEnvironment } from "@/lib/connectors/index.ts";
import { exactMoment } from "./activity-days.ts";

/** A field of an event, as people read it; null where there was none. */
export interface FieldOnScreen {
  field: ActivityField;
  label: string;
  before: string | null;
  after: string | null;
}

const verdictWords: Record<string, string> = {
  untested: "Not tested yet",
  valid: "Verified",
  rejected: "Key rejected",
  limited: "Limited",
  unexpected: "Unexpected answer",
  unreachable: "Could not check",
  unreadable: "Cannot be opened",
};

const signInWords: Record<string, string> = {
  password: "Password",
  code: "Password and code",
  "recovery-code": "Password and recovery code",
  passkey: "Passkey",
  "single-sign-on": "Single sign-on",
};

/** The fields that an event tells of, in the order of a form. One that is empty, before and after, says nothing. */
export function fieldsOf({ before, after, detail }: ActivityEvent): FieldOnScreen[] {
  const now = { ...detail, ...after };
  const names = Object.keys(activityFields) as ActivityField[];
  return names.flatMap((field) => {
    const [was, is] = [before === null ? null : wordsFor(field, before), wordsFor(field, now)];
    return was === null && is === null
      ? []
      : [{ field, label: activityFields[field], before: was, after: is }];
  });
}

function wordsFor(field: ActivityField, fields: ActivityFields): string | null {
  const value = fields[field];
  if (value === undefined || value === null || value === "") return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(", ");
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return nameOf(field, String(value), fields) ?? String(value);
}

/** What Tessera calls a value that has a name on other pages. */
function nameOf(field: ActivityField, value: string, fields: ActivityFields): string | undefined {
  const connector = findConnector(String(fields.connector ?? ""));
  switch (field) {
    case "connector":
      return connector?.name;
    case "environment":
      return connector && findEnvironment(connector, value)?.label;
    case "endpoint":
      return (
        connector &&
        (findEndpoint(connector, "source", value) ?? findEndpoint(connector, "destination", value))?.label
      );
    case "expiresAt":
      return Number.isNaN(Date.parse(value)) ? undefined : exactMoment(value);
    case "verdict":
    case "found":
      return Object.hasOwn(verdictWords, value) ? verdictWords[value] : undefined;
    case "signInMethod":
      return Object.hasOwn(signInWords, value) ? signInWords[value] : undefined;
    default:
      return undefined;
  }
}

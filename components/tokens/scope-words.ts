import type { Scope } from "@/lib/access.ts";

/** What each scope lets a program do, in a few words. None of them shows a key. */
export const scopeWords: Record<Scope, string> = {
  "credentials:read": "See credentials: their names, environments and verdicts, never their keys.",
  "credentials:write": "Add credentials, and delete them.",
  "credentials:use": "Test credentials, and fetch rows with them.",
  "integrations:read": "See sources and destinations.",
  "integrations:write": "Create sources and destinations.",
};

import type { Scope } from "@/lib/access.ts";

/** A command that shows a token to Tessera, and asks for something that its scopes include. */
export function curlLine(origin: string, scopes: readonly Scope[]): string {
  const path = scopes.includes("credentials:read")
    ? "credentials"
    : scopes.includes("integrations:read")
      ? "sources"
      : "connectors";
  // From the environment: a token in the command itself would stay in the shell's history.
  return `curl -H "Authorization: Bearer $TESSERA_TOKEN" \\\n${origin}/api/v1/${path}`;
}

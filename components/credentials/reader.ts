import type { CredentialSummary } from "@/lib/credentials.ts";

/** Who looks at the tiles, and what they may do. */
export interface Reader {
  id: string;
  mayAdd: boolean;
  /** Create a source or a destination. */
  mayConnect: boolean;
  mayTest: boolean;
  /** Whose credentials they may edit, replace the key of, and delete. */
  mayChange: "any" | "own" | "none";
}

/** Whether they may edit, replace the key of, and delete this one. */
export function mayChange({ id, mayChange }: Reader, { owner }: CredentialSummary): boolean {
  return mayChange === "any" || (mayChange === "own" && owner?.id === id);
}

import type { CredentialSort, Verdict } from "@/lib/credentials.ts";

/** What the address of a page that lists credentials says. */
export interface ListQuery {
  query?: string;
  environment?: string;
  verdict?: Verdict;
  owner?: string;
  used?: "yes" | "no";
  expiring?: "yes";
  attention?: "yes";
  sort: CredentialSort;
  cursor?: string;
  /** The selected credential's id. */
  credential?: string;
}

export const DEFAULT_SORT: CredentialSort = "best";

/** The address of a screen with these choices; what is left at its default is not in it. */
export function listHref(path: string, query: Partial<ListQuery>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "" && !(name === "sort" && value === DEFAULT_SORT))
      params.set(name, value);
  }
  return params.size === 0 ? path : `${path}?${params}`;
}

/** Whether anything but the order narrows the list. */
export function isFiltered({
  query,
  environment,
  verdict,
  owner,
  used,
  expiring,
  attention,
}: ListQuery): boolean {
  return [query, environment, verdict, owner, used, expiring, attention].some(
    (filter) => filter !== undefined,
  );
}

/** What the page is asked for, as its address has it. Days are `2026-11-24`, in UTC, both ends included. */
export interface ActivitySearch {
  /** A person's or a token's id. */
  actorId?: string | undefined;
  action?: string | undefined;
  /** Part of a credential's name, where it is not known yet which one is meant. */
  credential?: string | undefined;
  credentialId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
}

const PATH = "/activity";

/** The page's address for this search; what is empty is left out. */
export function activityHref(search: ActivitySearch): string {
  return withQuery(PATH, { ...search });
}

/** Whether anything narrows the list. */
export function isNarrowed({ cursor, ...filter }: ActivitySearch): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== "");
}

/** `path?…` with the values that there are. */
export function withQuery(path: string, values: { [name: string]: string | undefined }): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") query.set(name, value);
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

/** The moment at which a day begins, or at which the day after it does: the time that the API takes. */
export function momentOf(day: string, end: "begins" | "ends"): string | undefined {
  const begins = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(begins)) return undefined;
  const date = new Date(begins);
  if (date.getUTCFullYear() < 1 || date.toISOString().slice(0, 10) !== day) return undefined;
  if (end === "ends") date.setUTCDate(date.getUTCDate() + 1);
  return date.getUTCFullYear() > 9999 ? undefined : date.toISOString();
}

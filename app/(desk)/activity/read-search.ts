import { type ActivitySearch, momentOf } from "@/components/activity/activity-query.ts";
import type { Actor } from "@/lib/server/access/actor.ts";
import { findActivityCredentials, nameOfActivityCredential } from "@/lib/server/audit/activity.ts";
import {
  type ActivityFilter,
  type ActivityQuery,
  activityFilterSchema,
  activityQuerySchema,
} from "@/lib/server/audit/activity-query.ts";

const FIELDS = ["actorId", "action", "credential", "credentialId", "from", "to", "cursor"] as const;
const TEXT_MAX = 2_000;

type Choice = Awaited<ReturnType<typeof findActivityCredentials>>;

export interface ReadSearch {
  search: ActivitySearch;
  filter: ActivityFilter;
  cursor: string | undefined;
  credentialName: string | null;
  /** The credentials of which one must be chosen first: none where the name that was typed is nobody's. */
  choice: Choice | null;
}

/** What the page's address asks for. What it cannot mean, as in an old bookmark, counts for nothing. */
export async function readSearch(
  actor: Actor,
  params: Record<string, string | string[] | undefined>,
): Promise<ReadSearch> {
  const given: ActivitySearch = {};
  for (const field of FIELDS) {
    const value = params[field];
    if (typeof value === "string" && value.trim() !== "") given[field] = value.trim().slice(0, TEXT_MAX);
  }
  const isEmptied = params.credential !== undefined && given.credential === undefined;
  const filter = filterOf(isEmptied ? { ...given, credentialId: undefined } : given);
  const credentialName =
    filter.credentialId === undefined ? null : await nameOfActivityCredential(actor, filter.credentialId);
  const { action, actorId } = filter;
  const days = { from: filter.from && given.from, to: filter.to && given.to };
  const search = { action, actorId, ...days, cursor: given.cursor };
  const typed = given.credential?.replaceAll("\0", "").slice(0, 200);
  if (typed === undefined || typed === credentialName) {
    const { credentialId } = filter;
    return {
      search: { ...search, credentialId },
      filter,
      cursor: given.cursor,
      credentialName,
      choice: null,
    };
  }
  const found = await findActivityCredentials(actor, typed);
  const [only] = found;
  if (found.length === 1 && only !== undefined) {
    return {
      search: { ...search, credentialId: only.id },
      filter: { ...filter, credentialId: only.id },
      cursor: given.cursor,
      credentialName: only.name,
      choice: null,
    };
  }
  return {
    search: { ...search, credential: typed },
    filter: { ...filter, credentialId: undefined },
    cursor: given.cursor,
    credentialName: null,
    choice: found,
  };
}

/** Each field by itself: one that means nothing does not take the others with it. */
function filterOf({ actorId, action, credentialId, from, to }: ActivitySearch): ActivityFilter {
  const wanted = {
    actorId,
    action,
    credentialId,
    from: from && momentOf(from, "begins"),
    to: to && momentOf(to, "ends"),
  };
  const entries = Object.entries(wanted).flatMap(([field, value]) => {
    const parsed = activityFilterSchema.safeParse({ [field]: value });
    return parsed.success && value !== undefined ? Object.entries(parsed.data) : [];
  });
  return Object.fromEntries(entries) as ActivityFilter;
}

/** What the domain is asked for a page of it. */
export function queryOf({ filter, cursor }: Pick<ReadSearch, "filter" | "cursor">): ActivityQuery {
  return activityQuerySchema.parse({ ...filter, cursor });
}

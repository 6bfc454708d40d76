import { credentialSorts, verdicts } from "@/lib/credentials.ts";
import { DEFAULT_SORT, type ListQuery } from "./credential-query.ts";

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

const QUERY_MAX = 200;
const CURSOR_MAX = 2_000;
const OWNER = /^[A-Za-z0-9_-]{1,64}$/;

/** Reads an address that anybody may have written: what makes no sense in it is left out. */
export function readListQuery(params: SearchParams, environments: readonly string[]): ListQuery {
  const query = textOf(params.query)?.slice(0, QUERY_MAX);
  const environment = oneOf(environments, textOf(params.environment));
  const verdict = oneOf(verdicts, textOf(params.verdict));
  const owner = textOf(params.owner);
  const used = oneOf(["yes", "no"] as const, textOf(params.used));
  const expiring = oneOf(["yes"] as const, textOf(params.expiring));
  const attention = oneOf(["yes"] as const, textOf(params.attention));
  const cursor = textOf(params.cursor);
  const credential = textOf(params.credential);
  return {
    sort: oneOf(credentialSorts, textOf(params.sort)) ?? DEFAULT_SORT,
    ...(query !== undefined && { query }),
    ...(environment !== undefined && { environment }),
    ...(verdict !== undefined && { verdict }),
    ...(owner !== undefined && OWNER.test(owner) && { owner }),
    ...(used !== undefined && { used }),
    ...(expiring !== undefined && { expiring }),
    ...(attention !== undefined && { attention }),
    ...(cursor !== undefined && cursor.length <= CURSOR_MAX && { cursor }),
    ...(credential !== undefined && { credential }),
  };
}

function textOf(value: string | string[] | undefined): string | undefined {
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  // No text that is kept has the character U+0000 in it.
  return text === "" || text?.includes("\0") ? undefined : text;
}

function oneOf<T extends string>(allowed: readonly T[], value: string | undefined): T | undefined {
  return allowed.find((candidate) => candidate === value);
}

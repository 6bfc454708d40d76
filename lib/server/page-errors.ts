import "server-only";
import { notFound, redirect } from "next/navigation";
import { Refusal } from "./errors.ts";

/** A page's view of a domain call: what is missing or forbidden is the not-found page; both look alike. */
export async function orNotFound<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Refusal && (error.status === 404 || error.status === 403)) notFound();
    throw error;
  }
}

/**
 * For the `catch` of a page that is a list: a cursor that is not ours any more, out of an old bookmark, leads to where the
 * list begins. All else is thrown again.
 */
export function beginAgainAt(address: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof Refusal && error.status === 422) redirect(address);
    throw error;
  };
}

/**
 * The page of a list that an address names; the first one, with the same search, where its cursor is none, as in an old
 * or a mended address.
 */
export async function orFirstPage<Query extends { cursor?: string | undefined }, T>(
  list: (query: Query) => Promise<T>,
  query: Query,
): Promise<T> {
  try {
    return await list(query);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422 || query.cursor === undefined) throw error;
    return list({ ...query, cursor: undefined });
  }
}

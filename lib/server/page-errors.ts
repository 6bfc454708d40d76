import "server-only";
import { notFound } from "next/navigation";
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

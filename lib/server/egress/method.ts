import { invalid } from "./egress-error.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
export type EgressMethod = (typeof METHODS)[number];

/** Refuses a method that may not leave, and a body where none belongs. */
export function assertSendableMethod(method: EgressMethod, hasBody: boolean): void {
  if (!METHODS.includes(method)) throw invalid("its method is not allowed");
  if (hasBody && (method === "GET" || method === "HEAD")) throw invalid(`a ${method} has no body`);
}

import * as z from "zod/mini";

const errorSchema = z.object({ code: z.optional(z.string()), detail: z.optional(z.string()) });

/** An answer of the sign-in routes that is not a success, or no answer at all. */
export class AuthError extends Error {
  /** Null where there was no answer: nothing is known about whether the request was carried out. */
  readonly status: number | null;
  /** The library's name for what went wrong; empty where it has none. */
  readonly code: string;
  /** A sentence for people, where the answer is a problem of ours; else empty. */
  readonly detail: string;

  constructor(status: number | null, { code = "", detail = "" }: z.output<typeof errorSchema> = {}) {
    super(`Signing in answered ${status ?? "nothing"}`);
    this.name = "AuthError";
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Asks better-auth, which answers in its own shape and not in problem+json. GET without a body, POST with one.
 * Throws AuthError for every outcome that is not a success of this schema.
 */
export async function askAuth<T extends z.core.$ZodType>(
  path: `/api/auth/${string}`,
  schema: T,
  body?: unknown,
): Promise<z.output<T>> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(
      path,
      body === undefined
        ? {}
        : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
    );
    answer = await response.json();
  } catch {
    throw new AuthError(null);
  }
  if (!response.ok) throw new AuthError(response.status, z.safeParse(errorSchema, answer).data);
  const parsed = z.safeParse(schema, answer);
  if (!parsed.success) throw new AuthError(null);
  return parsed.data;
}

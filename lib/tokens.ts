import * as z from "zod/mini";
import { scopes } from "./access.ts";
import { cursorSchema, nameSchema, pageLimitSchema } from "./credentials.ts";

/** A token that may use more than this is better not limited at all. */
export const TOKEN_CREDENTIALS_MAX = 100;
export const TOKEN_YEARS_MAX = 5;

/** The latest moment at which a token that is made now may expire. */
export function latestExpiry(now = new Date()): Date {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + TOKEN_YEARS_MAX);
  return latest;
}

const hasNoDuplicates = (values: readonly string[]) => new Set(values).size === values.length;

const CHOOSE_SCOPE = "Choose at least one thing that the token may do.";
const scopesSchema = z.array(z.enum(scopes, { error: "Choose from the scopes that there are." }), {
  error: CHOOSE_SCOPE,
});

const CHOOSE_CREDENTIAL = "Choose at least one credential, or all of them.";
const credentialIdsSchema = z.array(
  z.uuid({ error: "Name credentials by their ids." }).check(z.toLowerCase()),
  { error: CHOOSE_CREDENTIAL },
);

const EXPIRY_FORM = "Give the moment as ISO 8601, such as 2030-01-31T00:00:00Z, or null for never.";
const expiresAtSchema = z.iso.datetime({ offset: true, error: EXPIRY_FORM, abort: true }).check(
  z.refine((at) => Date.parse(at) > Date.now(), { error: "Choose a moment that is still to come." }),
  z.refine((at) => Date.parse(at) <= latestExpiry().getTime(), {
    error: `Choose a moment within the next ${TOKEN_YEARS_MAX} years, or never.`,
  }),
);

/** What `POST /api/v1/tokens` takes, and what the dialog's form holds. */
export const newTokenSchema = z.strictObject({
  name: nameSchema("token"),
  scopes: scopesSchema.check(
    z.minLength(1, { error: CHOOSE_SCOPE }),
    z.refine(hasNoDuplicates, { error: "Name each scope once." }),
  ),
  /** Absent or null: all credentials, also those that are yet to come. */
  credentialIds: z.optional(
    z.nullable(
      credentialIdsSchema.check(
        z.minLength(1, { error: CHOOSE_CREDENTIAL }),
        z.maxLength(TOKEN_CREDENTIALS_MAX, {
          error: `Choose at most ${TOKEN_CREDENTIALS_MAX} credentials, or all of them.`,
        }),
        z.refine(hasNoDuplicates, { error: "Name each credential once." }),
      ),
    ),
  ),
  /** Absent or null: never. */
  expiresAt: z.optional(z.nullable(expiresAtSchema)),
});
export type NewToken = z.output<typeof newTokenSchema>;

export const tokenStates = ["active", "expired", "revoked"] as const;
export type TokenState = (typeof tokenStates)[number];

/** A token as a list shows it. There is no field here that could carry the token itself. */
export const tokenSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The last characters of the token. */
  hint: z.string(),
  state: z.enum(tokenStates),
  scopes: z.array(z.enum(scopes)),
  /** Those that it is limited to and that still exist, by name; null where it is not limited. */
  credentials: z.nullable(z.array(z.object({ id: z.string(), name: z.string() }))),
  /** Null once the account is gone; `isMember` is false once the organization no longer has its person. */
  createdBy: z.nullable(z.object({ id: z.string(), name: z.string(), isMember: z.boolean() })),
  createdAt: z.string(),
  expiresAt: z.nullable(z.string()),
  /** To the minute. */
  lastUsedAt: z.nullable(z.string()),
  revokedAt: z.nullable(z.string()),
});
export type TokenSummary = z.infer<typeof tokenSummarySchema>;

/** What creating a token answers, once: the token itself, which nobody can read again. */
export const createdTokenSchema = z.extend(tokenSummarySchema, { token: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;

/** `?…` of `GET /api/v1/tokens`. */
export const tokenQuerySchema = z.strictObject({ limit: pageLimitSchema, cursor: z.optional(cursorSchema) });
export type TokenQuery = z.output<typeof tokenQuerySchema>;

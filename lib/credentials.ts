import * as z from "zod/mini";
import { connectors, findConnector, findEnvironment } from "./connectors/index.ts";
import { newKeyExpirySchema } from "./expiry.ts";
import { DESCRIPTION_MAX, KEY_MAX, NAME_MAX } from "./field-limits.ts";
import { isBlank, isVisibleLine, isVisibleText } from "./visible-text.ts";

/** What the database cannot hold, and so what nothing can be found by. */
const UNSTORABLE = /[\0\p{Cs}]/u;
/** A key travels as a header value: visible ASCII, no spaces. */
const PRINTABLE = /^[\x21-\x7e]*$/;

/** A name for something a person saves: 1–80 characters after trimming, one line. */
export function nameSchema(what: string) {
  return z.string({ error: `Enter a name for the ${what}.` }).check(
    z.trim(),
    z.normalize("NFC"),
    z.minLength(1, { error: `Enter a name for the ${what}.` }),
    z.refine((name) => !isBlank(name), { error: `Enter a name for the ${what}.` }),
    z.maxLength(NAME_MAX, { error: `Keep the name to ${NAME_MAX} characters.` }),
    z.refine(isVisibleLine, {
      error: "Remove the invisible characters from the name: type it instead of pasting it.",
    }),
  );
}

/** An id that a client made, so that trying again is safe. */
export const newIdSchema = z
  .uuidv7({ error: "Use a UUID of version 7 as id, or leave it out." })
  .check(z.toLowerCase());

export const descriptionSchema = z.string({ error: "Enter the description as text." }).check(
  z.trim(),
  z.maxLength(DESCRIPTION_MAX, {
    error: `Keep the description to ${DESCRIPTION_MAX.toLocaleString("en")} characters.`,
  }),
  z.refine(isVisibleText, {
    error: "Remove the invisible characters from the description: type it instead of pasting it.",
  }),
);

/** Refused, never altered: whoever sends a key must send exactly the key. */
export const apiKeySchema = z.string({ error: "Paste the API key." }).check(
  z.minLength(1, { error: "Paste the API key." }),
  z.maxLength(KEY_MAX, {
    error: `This is longer than any API key: keep it to ${KEY_MAX.toLocaleString("en")} characters.`,
  }),
  z.regex(PRINTABLE, {
    error: "A key has no spaces, line breaks or special characters: copy it again, and only the key.",
  }),
);

const connectorIdSchema = z.string({ error: "Choose a service." }).check(
  z.refine((id) => findConnector(id) !== undefined, {
    error: "Choose one of the services that Tessera knows.",
  }),
);

export const environmentIdSchema = z.string({ error: "Choose a Base URL." });

/** Whether the connector has the environment; said on the field `environment`. */
function hasEnvironment({ connector, environment }: { connector: string; environment: string }): boolean {
  const found = findConnector(connector);
  return found !== undefined && findEnvironment(found, environment) !== undefined;
}
const wrongEnvironment = {
  path: ["environment"],
  error: "Choose one of the service's Base URLs.",
  when: ({ value }: { value: unknown }) => typeof value === "object" && value !== null,
};

/**
 * Whether a key is taken that the organization has already for this connector. A program that says nothing gets what
 * it asks for; a page asks to be refused first, so that it can offer the tile that is there.
 */
export const sameKeySchema = z.optional(
  z.enum(["allow", "refuse"], { error: "Say allow or refuse, or leave it out." }),
);

/** What `POST /api/v1/credentials` takes, and what the overlay's form holds. */
export const newCredentialSchema = z
  .strictObject({
    /** Made by the client, it makes a retry return the same credential. */
    id: z.optional(newIdSchema),
    connector: connectorIdSchema,
    environment: environmentIdSchema,
    name: nameSchema("credential"),
    description: z._default(descriptionSchema, ""),
    apiKey: apiKeySchema,
    sameKey: sameKeySchema,
    /** Absent or null: nobody said. */
    expiresAt: z.optional(z.nullable(newKeyExpirySchema)),
  })
  .check(z.refine(hasEnvironment, wrongEnvironment));

export type NewCredential = z.output<typeof newCredentialSchema>;

/** What `POST /api/v1/credentials/test` takes: a key that is not saved yet. */
export const unsavedKeySchema = z
  .strictObject({ connector: connectorIdSchema, environment: environmentIdSchema, apiKey: apiKeySchema })
  .check(z.refine(hasEnvironment, wrongEnvironment));

/** What `PUT /api/v1/credentials/{id}/key` takes, and what the Replace key dialog's form holds. */
export const newKeySchema = z.strictObject({
  apiKey: apiKeySchema,
  /** Takes a key that the service rejected. */
  force: z.optional(z.boolean({ error: "Say true or false." })),
  sameKey: sameKeySchema,
  /** Another one moves the credential: the key is tested there, and both are switched at once. */
  environment: z.optional(environmentIdSchema),
  /** Moves it although sources or destinations use it. */
  evenIfUsed: z.optional(z.boolean({ error: "Say true or false." })),
  /** Of the new key. Absent or null: nobody said. That of the earlier key goes with it. */
  expiresAt: z.optional(z.nullable(newKeyExpirySchema)),
});
export type NewKey = z.output<typeof newKeySchema>;

/** `?…` of `POST /api/v1/credentials/{id}/test`: another environment of its connector, where nothing is kept of it. */
export const savedTestQuerySchema = z.object({ environment: z.optional(environmentIdSchema) });

export const verdicts = [
  "untested",
  "valid",
  "rejected",
  "limited",
  "unexpected",
  "unreachable",
  "unreadable",
] as const;
export type Verdict = (typeof verdicts)[number];

/** The mosaic of a key: two pigments (1–5) and 15 cells, as `vault/fingerprint.ts` draws them. */
export const mosaicSchema = z.string().check(z.regex(/^[1-5][1-5]:[012]{15}$/));

/** What the tile shows. There is no field here that could carry a key. */
export const credentialSummarySchema = z.object({
  id: z.string(),
  connector: z.string(),
  environment: z.string(),
  name: z.string(),
  description: z.string(),
  /** The last characters of the key, or empty where the key is too short to show any. */
  keyHint: z.string(),
  mosaic: mosaicSchema,
  verdict: z.enum(verdicts),
  /** One sentence on the verdict, or null before the first test. */
  verdictDetail: z.nullable(z.string()),
  /** ISO 8601; when the verdict was found. */
  testedAt: z.nullable(z.string()),
  /** When it was first found so: tests that find the same again leave it. */
  verdictSince: z.nullable(z.string()),
  /** Set when a later test could not reach the service: the verdict is the last one known. */
  unreachableAt: z.nullable(z.string()),
  /** When its key was last used for something else than a test. */
  lastUsedAt: z.nullable(z.string()),
  /** When the key stops to work at the service, where somebody said so. */
  expiresAt: z.nullable(z.string()),
  /** When this key came in place of an earlier one, and until when that one can be brought back. */
  keyReplacedAt: z.nullable(z.string()),
  undoUntil: z.nullable(z.string()),
  /** Counts changes of its fields and its key, not of its verdict: what its `ETag` names. */
  revision: z.int(),
  usedBy: z.object({ sources: z.int(), destinations: z.int() }),
  owner: z.nullable(z.object({ id: z.string(), name: z.string() })),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type CredentialSummary = z.infer<typeof credentialSummarySchema>;

const PAGE_LIMIT_MAX = 100;
const PAGE_LIMIT_ERROR = `Ask for 1 to ${PAGE_LIMIT_MAX} at a time.`;

/** How many rows a page has, and where it begins: of every list. */
export const pageLimitSchema = z._default(
  z.coerce
    .number({ error: PAGE_LIMIT_ERROR })
    .check(
      z.int({ error: PAGE_LIMIT_ERROR }),
      z.minimum(1, { error: PAGE_LIMIT_ERROR }),
      z.maximum(PAGE_LIMIT_MAX, { error: PAGE_LIMIT_ERROR }),
    ),
  50,
);
export const cursorSchema = z.string().check(z.maxLength(2_000));

export const credentialSorts = ["best", "name", "newest", "used"] as const;
export type CredentialSort = (typeof credentialSorts)[number];

/** Words of a search beyond these are not looked at. */
export const SEARCH_WORDS_MAX = 8;

/** `?…` of `GET /api/v1/credentials`, and of the pages that list credentials. */
export const credentialQuerySchema = z.strictObject({
  connector: z.optional(connectorIdSchema),
  environment: z.optional(
    z.string().check(z.regex(/^[a-z0-9-]{1,64}$/, { error: "Choose one of the service's Base URLs." })),
  ),
  verdict: z.optional(z.enum(verdicts, { error: "Choose one of the verdicts." })),
  query: z.optional(
    z.string().check(
      z.trim(),
      z.maxLength(200, { error: "Search for at most 200 characters." }),
      z.refine((text) => !UNSTORABLE.test(text), { error: "Search for text that can be typed." }),
    ),
  ),
  /** The id of whoever added it; `me` for one's own. */
  owner: z.optional(
    z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, { error: "Name the owner by id, or as me." })),
  ),
  /** Whether any source or destination uses it. */
  used: z.optional(z.enum(["yes", "no"], { error: "Ask for used=yes or used=no." })),
  /** Only those whose key expires within 30 days, or did already. */
  expiring: z.optional(z.literal("yes", { error: "Ask for expiring=yes, or leave it out." })),
  /** Only those that need somebody: the last verdict is bad, or the key expires within 30 days or did already. */
  attention: z.optional(z.literal("yes", { error: "Ask for attention=yes, or leave it out." })),
  sort: z._default(z.enum(credentialSorts, { error: "Sort by best, name, newest or used." }), "name"),
  limit: pageLimitSchema,
  cursor: z.optional(cursorSchema),
});
export type CredentialQuery = z.output<typeof credentialQuerySchema>;

/** A page of a list; `nextCursor` is null on the last one. */
export function pageSchema<T extends z.core.$ZodType>(item: T) {
  return z.object({ data: z.array(item), nextCursor: z.nullable(z.string()) });
}
export type Page<T> = { data: T[]; nextCursor: string | null };

/** A request to the service, as people may see it: the header's name, never its value. */
const shownRequestSchema = z.object({ method: z.string(), url: z.string(), header: z.string() });

/** What a test of a key answers: the verdict, what was sent (never the key) and what came back. */
export const testResultSchema = z.object({
  verdict: z.enum(verdicts),
  message: z.string(),
  /** HTTP status of the service's answer, or null when there was none. */
  status: z.nullable(z.int()),
  latencyMs: z.nullable(z.number()),
  /** The service's own id of the request: worth telling its support. */
  traceId: z.nullable(z.string()),
  testedAt: z.string(),
  request: z.nullable(shownRequestSchema),
});
export type TestResult = z.infer<typeof testResultSchema>;

/** What `POST /api/v1/credentials/{id}/test` answers: the test, and the tile as it is now. */
export const savedTestResultSchema = z.extend(testResultSchema, { credential: credentialSummarySchema });
export type SavedTestResult = z.infer<typeof savedTestResultSchema>;

/** The same with or without the tile: a try in another environment keeps nothing, so there is none. */
export const savedTestAnswerSchema = z.extend(testResultSchema, {
  credential: z.optional(credentialSummarySchema),
});

/** What asked for a verdict: somebody, a token, Tessera's own checks, or a request that was no test. */
export const verdictCauses = ["person", "token", "schedule", "traffic"] as const;
export type VerdictCause = (typeof verdictCauses)[number];

/** What was found once: of `GET /api/v1/credentials/{id}/verdicts`, which has the last 50, the newest first. */
export const verdictRecordSchema = z.object({
  id: z.string(),
  verdict: z.enum(verdicts),
  message: z.string(),
  /** HTTP status of the service's answer, or null when there was none. */
  status: z.nullable(z.int()),
  latencyMs: z.nullable(z.int()),
  /** The service's own id of the request. */
  traceId: z.nullable(z.string()),
  cause: z.enum(verdictCauses),
  /** Whoever asked, as they were called then; empty where that is not known. */
  askedBy: z.string(),
  /** Which of the credential's keys it was: 1, 2, 3 … */
  keyVersion: z.int(),
  /** ISO 8601. */
  testedAt: z.string(),
});
export type VerdictRecord = z.infer<typeof verdictRecordSchema>;

/**
 * What an endpoint's parameters are set to, by their names. Anything here: what each takes is the connector's to say, and
 * a name that could be anything is not repeated in what is said about it.
 */
export const settingsSchema = z.record(z.string(), z.unknown(), {
  error: "Send the parameters as an object.",
});
export const settingsInputSchema = z._default(settingsSchema, {});

/** `POST /api/v1/credentials/{id}/preview`: a few rows of one of the connector's endpoints. */
export const previewRequestSchema = z.strictObject({
  endpoint: z.string({ error: "Choose an endpoint." }).check(z.maxLength(64)),
  settings: settingsInputSchema,
});
export type PreviewRequest = z.output<typeof previewRequestSchema>;

export const sampleRowsSchema = z.object({
  columns: z.array(z.string()),
  /** At most 10 rows; nested values come as JSON text. */
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  /** How many the service says there are. */
  total: z.nullable(z.number()),
  latencyMs: z.number(),
  request: shownRequestSchema,
});
export type SampleRows = z.infer<typeof sampleRowsSchema>;

/** The registry as the API shows it: data only. */
export const connectorSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  offers: z.object({ source: z.optional(z.string()), destination: z.optional(z.string()) }),
  environments: z.array(
    z.object({ id: z.string(), label: z.string(), baseUrl: z.string(), hint: z.string() }),
  ),
  defaultEnvironment: z.string(),
  endpoints: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      direction: z.enum(["source", "destination"]),
      description: z.string(),
      /** What a source can set of it, and what each takes. */
      parameters: z.array(
        z.object({
          name: z.string(),
          label: z.string(),
          type: z.enum(["date", "number", "choice", "text"]),
          description: z.string(),
          min: z.optional(z.number()),
          max: z.optional(z.number()),
          options: z.optional(z.array(z.object({ value: z.string(), label: z.string() }))),
          pattern: z.optional(z.string()),
        }),
      ),
    }),
  ),
});
export type ConnectorSummary = z.infer<typeof connectorSummarySchema>;

/** What `GET /api/v1/connectors` answers. */
export const connectorsSchema = z.object({ data: z.array(connectorSummarySchema) });

/** The connectors, without their code. */
export function connectorSummaries(): ConnectorSummary[] {
  return connectors.map(({ id, name, offers, environments, defaultEnvironment, endpoints }) => ({
    id,
    name,
    offers,
    environments: Object.entries(environments).map(([environmentId, environment]) => ({
      id: environmentId,
      ...environment,
    })),
    defaultEnvironment,
    endpoints: endpoints.map(({ id, label, direction, description, parameters = [] }) => ({
      id,
      label,
      direction,
      description,
      parameters: parameters.map((parameter) =>
        parameter.type === "choice" ? { ...parameter, options: [...parameter.options] } : parameter,
      ),
    })),
  }));
}

import * as z from "zod/mini";

/**
 * The fields that an event may tell of, as they were and as they are since, in the order and with the words of the
 * page. An allow-list: none of them is ever a secret, and what is not here is recorded nowhere and shown to nobody.
 */
export const activityFields = {
  name: "Name",
  description: "Description",
  email: "Email",
  role: "Role",
  connector: "Service",
  environment: "Base URL",
  endpoint: "Endpoint",
  settings: "Parameters",
  credentialId: "Credential",
  movedIds: "Sources and destinations",
  keyHint: "Key ends in",
  verdict: "Verdict",
  found: "The test found",
  insisted: "Taken all the same",
  sessionsEnded: "Sessions ended",
  scopes: "Scopes",
  limited: "Limited to credentials",
  credentialIds: "Credentials",
  expiresAt: "Expires",
  duplicateOf: "Duplicate of",
  url: "Address",
  invitationId: "Invitation",
  sessions: "Sessions",
  signInMethod: "Signed in with",
} as const;
export type ActivityField = keyof typeof activityFields;

const fieldNames = Object.keys(activityFields) as [ActivityField, ...ActivityField[]];

const fieldValueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.readonly(z.array(z.string())),
]);
export const activityFieldsSchema = z.partialRecord(z.enum(fieldNames), fieldValueSchema);
export type ActivityFields = z.output<typeof activityFieldsSchema>;

/** Those of the fields that the list above has, with values that it allows; the rest is left out. */
export function knownFields(fields: unknown): ActivityFields | null {
  if (typeof fields !== "object" || fields === null) return null;
  return Object.fromEntries(
    fieldNames.flatMap((name) => {
      if (!Object.hasOwn(fields, name)) return [];
      const value = z.safeParse(fieldValueSchema, (fields as Record<string, unknown>)[name]);
      return value.success ? [[name, value.data]] : [];
    }),
  );
}

export const actorKinds = ["person", "token", "tessera"] as const;
export type ActorKind = (typeof actorKinds)[number];

/** What was done, by whom, on what, when and from where. Names are those of that moment. */
export const activityEventSchema = z.object({
  id: z.string(),
  /** ISO 8601. */
  at: z.string(),
  actor: z.object({ kind: z.enum(actorKinds), id: z.string(), name: z.string() }),
  action: z.string(),
  subject: z.object({ id: z.string(), name: z.string() }),
  /** The credential that it is about, where it is about one. */
  credentialId: z.nullable(z.string()),
  before: z.nullable(activityFieldsSchema),
  after: z.nullable(activityFieldsSchema),
  detail: activityFieldsSchema,
  requestId: z.string(),
  /** Where the request came from; null when unknown. */
  address: z.nullable(z.string()),
});
export type ActivityEvent = z.infer<typeof activityEventSchema>;

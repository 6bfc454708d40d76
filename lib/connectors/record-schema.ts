import * as z from "zod/mini";
import type { AcceptedField, ConnectorEndpoint } from "./define-connector.ts";

/** What is wrong with a field of a record; of the record itself, where `field` is empty. */
export interface WrongField {
  field: string;
  message: string;
}

/** A record as its endpoint takes it, or what is wrong with it: the first thing of each field. */
export type CheckedRecord = { record: Readonly<Record<string, unknown>> } | { wrong: WrongField[] };

/** From here on a number can only be milliseconds: in seconds it is the year 5138. */
const TOO_LATE_SECONDS = 100_000_000_000;

const REQUIRED = "Send this field: it is required.";
const NO_OBJECT = "Send an object with the fields that the endpoint takes.";

/** The error of a field: that it is missing, or what it takes. */
function errorOf(says: string) {
  return { error: ({ input }: { input?: unknown }) => (input === undefined ? REQUIRED : says) };
}

/** What a field takes. */
function schemaOf({ type }: AcceptedField) {
  switch (type) {
    case "text": {
      const error = errorOf("Send a text with something in it.");
      return z.string(error).check(z.regex(/\S/, error));
    }
    case "text list": {
      const error = errorOf("Send a list of texts, with something in each.");
      return z.array(z.string(error).check(z.regex(/\S/, error)), error).check(z.minLength(1, error));
    }
    case "number": {
      const error = errorOf("Send a number of at most 15 digits.");
      return z
        .number(error)
        .check(z.refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value), error));
    }
    case "time": {
      const error = errorOf("Send a time in whole seconds since 1970, such as 1767225600.");
      const late = { error: "Send the time in seconds: this is in milliseconds." };
      return z
        .number(error)
        .check(z.refine(Number.isInteger, error), z.gt(0, error), z.lt(TOO_LATE_SECONDS, late));
    }
  }
}

/** What a destination's endpoint takes: made of what its connector says that it accepts, and nothing else. */
export function recordSchemaOf({ accepts = [] }: ConnectorEndpoint) {
  const fields = accepts.map((field) => {
    const schema = schemaOf(field);
    return [field.name, field.required ? schema : z.optional(schema)] as const;
  });
  return z.strictObject(Object.fromEntries(fields), { error: NO_OBJECT });
}

/**
 * Checks records for an endpoint. A field that it does not take is named by `isKnown`, for a name that could be anything
 * is never repeated; neither is a value.
 */
export function recordChecker(
  endpoint: ConnectorEndpoint,
  isKnown: (name: string) => boolean = () => false,
): (value: unknown) => CheckedRecord {
  const schema = recordSchemaOf(endpoint);
  const unknown = `${endpoint.label} takes no such field: leave it out.`;
  return (value) => {
    const parsed = z.safeParse(schema, value);
    if (parsed.success) return { record: parsed.data };
    const messages = new Map<string, string>();
    const note = (field: string, message: string) => {
      if (!messages.has(field)) messages.set(field, message);
    };
    for (const issue of parsed.error.issues) {
      if (issue.code === "unrecognized_keys") {
        for (const name of issue.keys) note(isKnown(name) ? name : "", unknown);
      } else {
        note(String(issue.path[0] ?? ""), issue.message);
      }
    }
    return { wrong: [...messages].map(([field, message]) => ({ field, message })) };
  };
}

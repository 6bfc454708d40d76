import * as z from "zod/mini";
import { cursorSchema } from "./credentials.ts";

/** The one field of the lines that are Tessera's own; every other line is a record, as the service wrote it. */
export const TRAILER = "$tessera";

const LIMIT_ERROR = "Ask for 1 record or more, or leave it out for all.";
/** Longer numbers are no offsets of any service. */
export const RECORDS_MAX = 1_000_000_000;

/** `?…` of `GET /api/v1/sources/{id}/records`. */
export const recordsQuerySchema = z.strictObject({
  /** A day: what the service took in on it or later. */
  since: z.optional(z.iso.date({ error: "Give a day, such as 2026-01-31." })),
  /** So many records at most; all without it. */
  limit: z.optional(
    z.coerce
      .number({ error: LIMIT_ERROR })
      .check(
        z.int({ error: LIMIT_ERROR }),
        z.minimum(1, { error: LIMIT_ERROR }),
        z.maximum(RECORDS_MAX, { error: LIMIT_ERROR }),
      ),
  ),
  /** Of a trailer of an earlier answer: where to go on. */
  cursor: z.optional(cursorSchema),
});
export type RecordsQuery = z.output<typeof recordsQuerySchema>;

/** Why an answer that had begun ends before the end, in the words of a problem. */
export const brokenOffSchema = z.object({
  status: z.int(),
  code: z.string(),
  /** One sentence for people, with a next step. */
  detail: z.string(),
  requestId: z.string(),
  /** The service's own id of the request: worth telling its support. */
  traceId: z.optional(z.string()),
});
export type BrokenOff = z.infer<typeof brokenOffSchema>;

/** After each page of records, and at the end: what a reader may count on. */
export const recordsTrailerSchema = z.object({
  [TRAILER]: z.object({
    /** Where to go on after the records above; null when there are no more. */
    cursor: z.nullable(z.string()),
    /** How many records this answer has had so far. */
    records: z.int(),
    /** In the last line only: an answer without it was cut off on its way. */
    end: z.optional(z.enum(["complete", "limit", "broken"])),
    problem: z.optional(brokenOffSchema),
  }),
});
export type RecordsTrailer = z.infer<typeof recordsTrailerSchema>;

/** A line of the answer: Tessera's own, or a record of the service. */
export const recordLineSchema = z.union([recordsTrailerSchema, z.record(z.string(), z.unknown())]);

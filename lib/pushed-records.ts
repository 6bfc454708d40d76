import * as z from "zod/mini";

/** A line of the request: a record, as the destination's endpoint takes it. */
export const pushedRecordSchema = z.record(z.string(), z.unknown());

/** What stands in the query of `POST /api/v1/destinations/{id}/records`. */
export const pushQuerySchema = z.strictObject({
  /** Checks the records, and sends none. */
  dryRun: z._default(z.enum(["true", "false"], { error: "Send true or false." }), "false"),
});

/** What became of the record in a line of the request. */
export const pushedLineSchema = z.object({
  /** The first line is 1. Empty lines count, and are not answered. */
  line: z.int(),
  /** `not_tried` is what can be sent again as it is; `valid` is said in a dry run. */
  status: z.enum(["accepted", "valid", "refused", "not_tried"]),
  /** What is wrong with its fields; with the line itself, where `field` is empty. */
  errors: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
  /** Why, where no field is to blame. */
  detail: z.optional(z.string()),
  /** What the service's support wants to know, where the service gave it. */
  traceId: z.optional(z.string()),
});
export type PushedLine = z.output<typeof pushedLineSchema>;

/** Why not all that was sent was tried. */
export const pushProblemSchema = z.object({
  status: z.int(),
  /**
   * Of the service: `rejected`, `limited`, `unexpected` or `unreachable`. Of Tessera: that of the refusal which who sends
   * would get by now, such as `bad_token`, and `internal`.
   */
  code: z.string(),
  /** One sentence, with a next step. */
  detail: z.string(),
  traceId: z.optional(z.string()),
});
export type PushProblem = z.output<typeof pushProblemSchema>;

/** The last line: how it ended. An answer without it broke off on the way. */
export const pushTrailerSchema = z.object({
  $tessera: z.object({
    /** How many were written; in a dry run, `valid` says how many could be. */
    accepted: z.optional(z.int()),
    valid: z.optional(z.int()),
    refused: z.int(),
    notTried: z.int(),
    /** `complete` when each was tried, whatever became of it. */
    end: z.enum(["complete", "broken"]),
    problem: z.optional(pushProblemSchema),
  }),
});
export type PushTrailer = z.output<typeof pushTrailerSchema>;

/** A line of the answer. */
export const pushAnswerSchema = z.union([pushedLineSchema, pushTrailerSchema]);
export type PushAnswer = PushedLine | PushTrailer;

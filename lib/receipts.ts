import * as z from "zod/mini";

/** The longest time that receipts can be asked for, and are kept for. */
export const RECEIPT_DAYS_MAX = 90;
const DAYS_ERROR = `Ask for 1 to ${RECEIPT_DAYS_MAX} days.`;

/** `?…` of `GET /api/v1/credentials/{id}/receipts`. */
export const receiptsQuerySchema = z.strictObject({
  /** Today, in UTC, is the last of them. */
  days: z._default(
    z.coerce
      .number({ error: DAYS_ERROR })
      .check(
        z.int({ error: DAYS_ERROR }),
        z.minimum(1, { error: DAYS_ERROR }),
        z.maximum(RECEIPT_DAYS_MAX, { error: DAYS_ERROR }),
      ),
    7,
  ),
  /** Only what one source or destination used. */
  integration: z.optional(
    z.uuid({ error: "Give the id of a source or destination." }).check(z.toLowerCase()),
  ),
});
export type ReceiptsQuery = z.output<typeof receiptsQuerySchema>;

export const statusClasses = ["2xx", "3xx", "4xx", "5xx", "none"] as const;
export type StatusClass = (typeof statusClasses)[number];

export const userKinds = ["source", "destination", "token", "member", "tessera"] as const;

/** What one user of a key sent with it to one host, by the kind of answer; `none` where there was none. */
export const receiptSchema = z.object({
  usedBy: z.object({ kind: z.enum(userKinds), id: z.string(), name: z.string() }),
  host: z.string(),
  statusClass: z.enum(statusClasses),
  count: z.int(),
  bytesSent: z.int(),
  bytesReceived: z.int(),
  firstAt: z.string(),
  lastAt: z.string(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** A day in UTC, also one without a use. Failed is what had no answer, or one of 400 and above. */
export const receiptDaySchema = z.object({ day: z.string(), count: z.int(), failed: z.int() });
export type ReceiptDay = z.infer<typeof receiptDaySchema>;

/** How a key was used since a moment. `data` has the most frequent first, and of very many not all; `total` has all. */
export const receiptsSchema = z.object({
  since: z.string(),
  total: z.int(),
  hosts: z.array(z.string()),
  days: z.array(receiptDaySchema),
  data: z.array(receiptSchema),
});
export type Receipts = z.infer<typeof receiptsSchema>;

import * as z from "zod/mini";
import { EXPIRY_YEARS_MAX, endOfDay, latestKeyExpiry } from "./days.ts";

const EARLIEST = Date.UTC(2000, 0, 1);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const EXPIRY_FORM =
  "Give a day, such as 2030-01-31, a moment as ISO 8601, such as 2030-01-31T00:00:00Z, or leave it empty.";

const someMoment = z.pipe(
  z.union([z.iso.date(), z.iso.datetime({ offset: true })], { error: EXPIRY_FORM }),
  z.transform((text: string) => new Date(DAY.test(text) ? endOfDay(text) : text)),
);
const withinReason = z.refine<Date>(
  (at) => at.getTime() >= EARLIEST && at.getTime() <= latestKeyExpiry().getTime(),
  { error: `Choose a day within the next ${EXPIRY_YEARS_MAX} years, or leave it empty.` },
);
const ahead = z.refine<Date>((at) => at.getTime() > Date.now(), {
  error: "Choose a day that is still to come, or leave it empty.",
});
const toText = z.transform((at: Date) => at.toISOString());

/**
 * When a key expires: a moment, or a day, which is over at its end in UTC. Comes out as ISO 8601 in UTC. Somebody may
 * say that a key has expired already, but not save a new one that has.
 */
export const keyExpirySchema = z.pipe(z.pipe(someMoment, z.custom<Date>().check(withinReason)), toText);
export const newKeyExpirySchema = z.pipe(
  z.pipe(someMoment, z.custom<Date>().check(withinReason, ahead)),
  toText,
);

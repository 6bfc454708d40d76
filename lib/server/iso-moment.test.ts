import fc from "fast-check";
import { expect, test } from "vitest";
import { isoMoment } from "./iso-moment.ts";

test("a moment that PostgreSQL writes in UTC is the same moment in ISO 8601", () => {
  const moments = fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, (moment) => {
      const iso = moment.toISOString();
      // PostgreSQL leaves out trailing zeros, and the point with them.
      const written = iso.replace("T", " ").replace(/\.?0*Z$/, "+00");
      expect(isoMoment(written)).toBe(iso);
    }),
  );
});

test.each([
  ["2026-11-24 07:50:45+00", "2026-11-24T07:50:45.000Z"],
  ["2026-11-24 07:50:45.1+00", "2026-11-24T07:50:45.100Z"],
  ["2026-11-24 07:50:45.123456+00", "2026-11-24T07:50:45.123Z"],
  ["2026-11-24 07:50:45.12+05:30", "2026-11-24T02:20:45.120Z"],
  ["2026-11-24 07:50:45-03", "2026-11-24T10:50:45.000Z"],
  ["12026-11-24 07:50:45+00", "+012026-11-24T07:50:45.000Z"],
])("%s is %s", (written, iso) => {
  expect(isoMoment(written)).toBe(iso);
});

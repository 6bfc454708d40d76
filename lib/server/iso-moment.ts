import pg from "pg";

const parseAny = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date;
const LONGEST = "2026-11-24 07:50:45.123+00".length;

/**
 * A moment as PostgreSQL writes it, `2026-11-24 07:50:45.12+00`, as `Date.toISOString` would. A page of a list has
 * a hundred of them, and making a Date of each costs more than all its other columns. Only what is unusual, another
 * time zone or microseconds, goes that way.
 */
export function isoMoment(text: string): string {
  const isUsual = text.length <= LONGEST && text[10] === " " && text.endsWith("+00");
  if (!isUsual) return parseAny(text).toISOString();
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, "0")}Z`;
}

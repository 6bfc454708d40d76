import { Refusal } from "../errors.ts";

/** A 429 that says how long to wait, in words and in Retry-After. `what` is a sentence on what was too much. */
export function tooMany(code: string, what: string, waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new Refusal(429, code, `${what} Wait ${inWords(seconds)}, then try again.`, {
    headers: { "retry-after": String(seconds) },
  });
}

/** Seconds up to two minutes, whole minutes, rounded up, beyond: nobody is told to come back too early. */
function inWords(seconds: number): string {
  if (seconds === 1) return "1 second";
  if (seconds <= 120) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

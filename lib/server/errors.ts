import type { FieldError, Problem } from "../problem.ts";

type Extras = {
  errors?: FieldError[];
  usedBy?: NonNullable<Problem["usedBy"]>;
  found?: NonNullable<Problem["found"]>;
  credential?: NonNullable<Problem["credential"]>;
  headers?: Record<string, string>;
};

/**
 * An outcome that is expected, and that a person or a program can do something about. Its `detail` is
 * a sentence for people with a next step, and never repeats a submitted value. Any other error that
 * reaches the edge is a bug: logged with its request id, and answered by a bare 500.
 */
export class Refusal extends Error {
  override name = "Refusal";
  readonly status: number;
  /** Stable name of the outcome, for programs. */
  readonly code: string;
  readonly extras: Extras;

  constructor(status: number, code: string, detail: string, extras: Extras = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.extras = extras;
  }
}

/** Also what a row of another organization is: whoever asks cannot tell the two apart. */
export function notFound(what: string): Refusal {
  return new Refusal(404, "not_found", `There is no such ${what}, or it is not yours to see.`);
}

/** Somebody else changed it first. `therefore` says what was not done, and what to do. */
export function changedMeanwhile(
  status: 409 | 412,
  what = "credential",
  therefore = "nothing was done: look at it again, then decide",
): Refusal {
  return new Refusal(
    status,
    "changed_meanwhile",
    `Somebody changed this ${what} meanwhile, so ${therefore}.`,
  );
}

/** Refuses with 412 a request that was made for another revision than there is; null stands for whichever it is. */
export function requireRevision(
  { revision }: { revision: number },
  expected: number | null,
  what = "credential",
): void {
  if (expected !== null && expected !== revision) throw changedMeanwhile(412, what);
}

/** The input breaks a rule of its schema, or one that only the database knows. */
export function invalid(errors: FieldError[]): Refusal {
  return new Refusal(422, "invalid", errors.map((error) => error.message).join(" "), { errors });
}

/** What a form holds, by the names of its fields. */
export interface EditValues {
  readonly [field: string]: string;
}

/** The fields in which one is another one than the other. */
export function differingFields<Values extends EditValues>(
  now: Values,
  before: Values,
): (keyof Values & string)[] {
  return Object.keys(now).filter((field) => now[field] !== before[field]);
}

/**
 * What two people made of one thing, who both began with `base`: each keeps what only they changed. Where both
 * changed a field, the one who `wins` has it.
 */
export function mergeEdits<Values extends EditValues>(
  base: Values,
  mine: Values,
  theirs: Values,
  wins: "mine" | "theirs",
): Values {
  const merged = { ...theirs };
  for (const field of Object.keys(theirs) as (keyof Values)[]) {
    const changedByThem = theirs[field] !== base[field];
    if (mine[field] !== base[field] && !(changedByThem && wins === "theirs")) merged[field] = mine[field];
  }
  return merged;
}

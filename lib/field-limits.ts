/** How many characters a field takes at most. */
export const NAME_MAX = 80;
export const DESCRIPTION_MAX = 2_000;
export const KEY_MAX = 4_096;

/**
 * Controls, line separators, halves of surrogate pairs, and the characters that reorder or hide text: none belongs in
 * a name.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
const LINES_AND_TABS = /[\n\r\t]/g;
/** Spaces, and letters that look like nothing. */
const BLANK = /^[\s\p{Default_Ignorable_Code_Point}\u2800]+$/u;

/** Whether all of a line is there to be seen. */
export function isVisibleLine(text: string): boolean {
  return !INVISIBLE.test(text);
}

/** The same of a text that may have lines and tabs. */
export function isVisibleText(text: string): boolean {
  return isVisibleLine(text.replace(LINES_AND_TABS, " "));
}

/** Whether there is some, and nothing of it can be seen. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

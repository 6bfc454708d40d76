/** What became of a person's other sessions, as a sentence. */
export function sessionsEndedWords(count: number): string {
  if (count === 0) return "You were signed in nowhere else.";
  return count === 1 ? "1 other session was signed out." : `${count} other sessions were signed out.`;
}

/** Why no passkey can be added on a page that is open at another address, or null where one can. */
export function passkeyObstacle(
  at: { usable: true } | { usable: false; openAt: string | null },
): string | null {
  if (at.usable) return null;
  return at.openAt === null
    ? "Passkeys need a name, not a number: whoever runs Tessera can give it one in TESSERA_URL."
    : `Passkeys need a name, not a number: open Tessera as ${at.openAt} to add one.`;
}

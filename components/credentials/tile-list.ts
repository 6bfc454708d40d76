import type { CredentialSummary } from "@/lib/credentials.ts";

/*
 * The tiles of an open page. Their order is the page's own once it is shown: nothing that happens later
 * moves a tile under somebody's hand.
 */

type Tiles = readonly CredentialSummary[];

/** A page of them and what came to it since: however long it is open, it holds no more. */
export const TILES_MAX = 48;

/** What the server says now about tiles that are shown already; what it adds comes after them, while there is room. */
export function mergeTiles(shown: Tiles, incoming: Tiles): CredentialSummary[] {
  const latest = new Map(incoming.map((credential) => [credential.id, credential]));
  const known = new Set(shown.map(({ id }) => id));
  const added = incoming.filter(({ id }) => !known.has(id));
  return [
    ...shown.map((credential) => newerOf(credential, latest.get(credential.id))),
    ...added.slice(0, Math.max(0, TILES_MAX - shown.length)),
  ];
}

/** A credential that was just saved comes first, and the last one makes room. Saved twice, it is still one tile. */
export function withNewTile(shown: Tiles, credential: CredentialSummary): CredentialSummary[] {
  return [credential, ...withoutTile(shown, credential.id)].slice(0, TILES_MAX);
}

/** A changed credential stays in its place; one that is not shown any more stays away. */
export function withChangedTile(shown: Tiles, credential: CredentialSummary): CredentialSummary[] {
  return shown.map((tile) => (tile.id === credential.id ? credential : tile));
}

export function withoutTile(shown: Tiles, id: string): CredentialSummary[] {
  return shown.filter((tile) => tile.id !== id);
}

/** A page asked for before a change or a test ended knows less than what came of it. */
function newerOf(shown: CredentialSummary, incoming: CredentialSummary | undefined): CredentialSummary {
  if (incoming === undefined) return shown;
  if (shown.revision !== incoming.revision) return shown.revision > incoming.revision ? shown : incoming;
  return checkedAt(shown) > checkedAt(incoming) ? shown : incoming;
}

function checkedAt({ testedAt, unreachableAt }: CredentialSummary): number {
  return Math.max(...[testedAt, unreachableAt].map((at) => (at === null ? 0 : Date.parse(at))));
}

/** Who looks at the tiles, and what they may do. */
export interface Reader {
  id: string;
  mayAdd: boolean;
  mayTest: boolean;
  mayDelete: "any" | "own" | "none";
}

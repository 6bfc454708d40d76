/** A ready-made program: nothing to install, and the token from the environment. */
export interface Snippet {
  readonly language: "curl" | "Node" | "Python";
  readonly code: string;
}

/** What a snippet is about. */
export interface SnippetTarget {
  /** Where this Tessera is: `https://tessera.example.com`. */
  readonly origin: string;
  /** Of the source or the destination. */
  readonly id: string;
}

/** The scope that the token of a snippet needs. */
export const SNIPPET_SCOPE = "credentials:use";

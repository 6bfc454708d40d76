import { fileURLToPath } from "node:url";

/** The absolute path of this repository's root. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

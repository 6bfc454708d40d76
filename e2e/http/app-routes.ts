import { globSync } from "node:fs";
import { join } from "node:path";

const app = join(import.meta.dirname, "../../app");

/** The addresses of all files of this name under app/, as Next reads them: `/api/v1/credentials/[id]`. */
function addressesOf(file: "page.tsx" | "route.ts"): string[] {
  return globSync(`**/${file}`, { cwd: app })
    .map((path) => {
      const folders = path.split("/").slice(0, -1);
      return `/${folders.filter((folder) => !/^\(.*\)$/.test(folder)).join("/")}`;
    })
    .sort();
}

/** Every page of the app, from its files: a new one is in here by itself. */
export const pagesOfApp = addressesOf("page.tsx");

/** The page that answers at a path, as Next finds it: with the fewest dynamic parts. */
export function pageAt(path: string): string | undefined {
  const dynamic = /\[\w+\]/g;
  return pagesOfApp
    .filter((page) => new RegExp(`^${page.replaceAll(dynamic, "[^/]+")}$`).test(path))
    .sort((a, b) => (a.match(dynamic)?.length ?? 0) - (b.match(dynamic)?.length ?? 0))[0];
}

/** Every route handler of the app, from its files. */
export const routesOfApp = addressesOf("route.ts");

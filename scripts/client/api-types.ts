import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { openApiDocument } from "../../lib/server/openapi/document.ts";
import { projectRoot } from "../up/project.ts";

/** Where `npm run client` writes the types of the API. */
export const apiTypesFile = path.join(projectRoot, "lib/client/api-types.ts");

const HEADER =
  "// The types of the API, made from its OpenAPI document by `npm run client`. Do not edit them.\n\n";

/** The types of the API as the text of a file, made from its document as it is now. */
export async function makeApiTypes(): Promise<string> {
  using _ = olderCompiler();
  const { default: openapiTS, astToString } = await import("openapi-typescript");
  const cwd = pathToFileURL(`${projectRoot}/`);
  const nodes = await openapiTS(withoutRepetition(openApiDocument()), {
    cwd,
    defaultNonNullable: false,
    silent: true,
  });
  return HEADER + astToString(nodes).replaceAll("    ", "  ");
}

/** TypeScript 7 has no compiler in JavaScript, and openapi-typescript prints with it: it gets that of TypeScript 6. */
function olderCompiler(): Disposable {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const isTheirs = /[/\\]node_modules[/\\]openapi-typescript[/\\]/.test(context.parentURL ?? "");
      return next(isTheirs && specifier === "typescript" ? "typescript-api" : specifier, context);
    },
  });
  return { [Symbol.dispose]: () => hooks.deregister() };
}

interface Paths {
  [path: string]: { [method: string]: { responses: Record<string, object> } };
}

/** Every operation names some twenty refusals, each of the same type: as one, the file is a sixth as long. */
function withoutRepetition(document: object): never {
  // As JSON has it: the document shares objects, and has members that are undefined.
  const copy = JSON.parse(JSON.stringify(document)) as { paths: Paths };
  const refused = {
    description: "Refused, or failed.",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
  for (const operation of Object.values(copy.paths).flatMap((item) => Object.values(item))) {
    const done = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
    operation.responses = { ...Object.fromEntries(done), default: refused };
  }
  return copy as never;
}

import { nameOfRef, type Parameter, type ReferenceDocument } from "./document-types.ts";
import { OperationEntry } from "./operation-entry.tsx";
import { SchemaView } from "./schema-view.tsx";

/** The API's own document, for people: its operations in their groups, then the schemas that have names. */
export function ApiReference({ document }: { document: ReferenceDocument }) {
  const { tags, paths, components } = document;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );
  const resolve = (parameter: Parameter) =>
    parameter.$ref === undefined
      ? parameter
      : (components.parameters[nameOfRef(parameter.$ref)] ?? parameter);
  return (
    <div className="grid gap-10">
      <nav aria-label="Parts of the API">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {[...tags.map(({ name }) => name), "Schemas"].map((name) => (
            <li key={name}>
              <a
                href={`#part-${name}`}
                className="inline-flex min-h-7 items-center text-accent underline underline-offset-2"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {tags.map(({ name, description }) => (
        <section key={name} aria-labelledby={`part-${name}`}>
          <PartHeading name={name} lead={description} />
          <div className="rounded-tile border border-line bg-surface shadow-tile">
            {operations
              .filter(({ operation }) => operation.tags.includes(name))
              .map(({ method, path, operation }) => (
                <OperationEntry
                  key={operation.operationId}
                  method={method}
                  path={path}
                  operation={operation}
                  parameters={operation.parameters.map(resolve)}
                />
              ))}
          </div>
        </section>
      ))}
      <section aria-labelledby="part-Schemas">
        <PartHeading name="Schemas" lead="What goes in and comes out, by the names that are used above." />
        <div className="rounded-tile border border-line bg-surface shadow-tile">
          {Object.entries(components.schemas).map(([name, schema]) => (
            <div key={name} className="border-t border-line px-4 py-5 first:border-t-0">
              <h3 id={`schema-${name}`} className="mb-3 font-mono text-[13.5px] font-semibold text-ink">
                {name}
              </h3>
              <SchemaView schema={schema} />
            </div>
          ))}
        </div>
      </section>
    </div>
  );
}

function PartHeading({ name, lead }: { name: string; lead: string }) {
  return (
    <div className="mb-3">
      <h2 id={`part-${name}`} className="text-[17px] font-semibold tracking-[-0.01em] text-ink">
        {name}
      </h2>
      <p className="mt-0.5 max-w-[68ch] text-pretty text-sm text-ink-2">{lead}</p>
    </div>
  );
}

import type { ReactNode } from "react";
import type { Schema } from "./document-types.ts";
import { TypeWords } from "./type-words.tsx";

interface FieldListProps {
  fields: readonly { name: string; schema: Schema; required: boolean; note?: ReactNode }[];
}

/** Names, and what each is: of an object's fields, or of parameters. */
export function FieldList({ fields }: FieldListProps) {
  return (
    <dl className="grid gap-2.5 text-sm">
      {fields.map(({ name, schema, required, note }) => (
        <div key={name} className="grid gap-x-4 min-[700px]:grid-cols-[200px_minmax(0,1fr)]">
          <dt className="min-w-0 [overflow-wrap:anywhere]">
            <code className="font-mono text-[13px] font-semibold text-ink">{name}</code>
            {required && <span className="ml-2 text-[12.5px] text-ink-2">required</span>}
          </dt>
          <dd className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">
            <span className="font-mono text-[13px]">
              <TypeWords schema={schema} />
              {schema.default !== undefined && `, else ${JSON.stringify(schema.default)}`}
            </span>
            {note !== undefined && <p className="text-pretty">{note}</p>}
            <Nested schema={schema} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The fields of an object that has no name of its own, below what it is the value of. */
function Nested({ schema }: { schema: Schema }) {
  const object = [schema, ...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])].find(
    ({ properties }) => properties !== undefined,
  );
  if (object === undefined) return null;
  return (
    <div className="mt-2 border-l-2 border-line pl-3.5">
      <FieldList fields={fieldsOf(object)} />
    </div>
  );
}

/** The fields of an object, as a list of them shows them. */
export function fieldsOf({ properties = {}, required = [] }: Schema) {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
  }));
}

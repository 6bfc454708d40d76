import type { Schema } from "./document-types.ts";
import { FieldList, fieldsOf } from "./field-list.tsx";
import { TypeWords } from "./type-words.tsx";

/** A schema: the fields of an object, or what else it is. */
export function SchemaView({ schema }: { schema: Schema }) {
  if (schema.properties !== undefined) return <FieldList fields={fieldsOf(schema)} />;
  return (
    <p className="font-mono text-[13px] text-ink-2 [overflow-wrap:anywhere]">
      <TypeWords schema={schema} />
    </p>
  );
}

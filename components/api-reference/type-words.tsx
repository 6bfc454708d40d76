import type { ReactNode } from "react";
import { nameOfRef, type Schema } from "./document-types.ts";

/** What a value may be, in a few words; what has a name leads to where it is described. */
export function TypeWords({ schema }: { schema: Schema }): ReactNode {
  if (schema.$ref !== undefined) {
    const name = nameOfRef(schema.$ref);
    return (
      <a href={`#schema-${name}`} className="text-accent underline underline-offset-2">
        {name}
      </a>
    );
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map((one, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a type never change places.
      <span key={index}>
        {index > 0 && " | "}
        <TypeWords schema={one} />
      </span>
    ));
  }
  if (schema.type === "array") {
    return (
      <>
        list of <TypeWords schema={schema.items ?? {}} />
        {boundsOf(schema.minItems, schema.maxItems)}
      </>
    );
  }
  const format = schema.format === undefined ? "" : ` (${schema.format})`;
  const bounds = boundsOf(schema.minLength ?? schema.minimum, schema.maxLength ?? schema.maximum);
  return `${schema.type ?? "anything"}${format}${bounds}`;
}

function boundsOf(least: number | undefined, most: number | undefined): string {
  if (least === undefined && most === undefined) return "";
  if (most === undefined) return `, ${least} or more`;
  return least === undefined ? `, up to ${most}` : `, ${least} to ${most}`;
}

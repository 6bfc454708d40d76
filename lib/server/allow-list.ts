import { z } from "zod";

/**
 * The same schema, whose objects are parsed by code that zod generates for them: five times as fast for a page of
 * a list. `lib` is written with zod's small build (docs/decisions/0010), which has the interpreter only. To be called
 * once for each schema. Definitions, and with them checks, are kept; a kind that is not listed here stays as it is.
 */
export function compileAllowList(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object": {
      const shape = Object.entries(def.shape).map(([name, field]) => [name, compileAllowList(field)]);
      return new z.core.$ZodObjectJIT({ ...def, shape: Object.fromEntries(shape) });
    }
    case "array":
      return new z.core.$ZodArray({ ...def, element: compileAllowList(def.element) });
    case "nullable":
      return new z.core.$ZodNullable({ ...def, innerType: compileAllowList(def.innerType) });
    default:
      return schema;
  }
}

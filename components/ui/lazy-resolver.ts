import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import type * as z from "zod/mini";

/**
 * Checks a form with a schema that is fetched when there is something to check. Where it cannot be fetched nothing is
 * wrong here, and the server says what is: it checks with the same schema.
 */
export function lazyResolver<Fields extends FieldValues, Body>(
  fetchSchema: () => Promise<z.ZodMiniType<Body, Fields>>,
): Resolver<Fields, unknown, Body> {
  return async (values) => {
    const schema = await fetchSchema().catch(() => null);
    if (schema === null) return { values: values as unknown as Body, errors: {} };
    const parsed = await schema.safeParseAsync(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: Record<string, { type: string; message: string }> = {};
    for (const { path, code, message } of parsed.error.issues) {
      errors[path.join(".")] ??= { type: code, message };
    }
    return { values: {}, errors: errors as FieldErrors<Fields> };
  };
}

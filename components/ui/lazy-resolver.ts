import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import type * as z from "zod/mini";

/**
 * Checks a form with a schema that is fetched when there is something to check. Where it cannot be fetched nothing is
 * wrong here, and the server says what is: it checks with the same schema. What is typed while it is fetched was not there
 * when Save was pressed: it is never what is saved, though what it puts right is no longer said to be wrong.
 */
export function lazyResolver<Fields extends FieldValues, Body>(
  fetchSchema: () => Promise<z.ZodMiniType<Body, Fields>>,
): Resolver<Fields, unknown, Body> {
  return async (values) => {
    const asked = structuredClone(values);
    const schema = await fetchSchema().catch(() => null);
    if (schema === null) return { values: asked as unknown as Body, errors: {} };
    const parsed = await schema.safeParseAsync(asked);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const { error } = await schema.safeParseAsync(values);
    // At the form's root, where no message is shown, it keeps what was put right from being taken for saved.
    const errors: Record<string, { type: string; message?: string }> = error
      ? {}
      : { root: { type: "typed_since" } };
    for (const { path, code, message } of error?.issues ?? []) {
      errors[path.join(".")] ??= { type: code, message };
    }
    return { values: {}, errors: errors as FieldErrors<Fields> };
  };
}

import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { ApiError } from "@/lib/api-client.ts";

/**
 * Puts the messages of a refused request on the fields that they are about. Gives what is left to say above the
 * buttons, or null; anything but an ApiError is thrown on.
 */
export function showServerErrors<Fields extends FieldValues>(
  error: unknown,
  fields: readonly Path<Fields>[],
  setError: UseFormSetError<Fields>,
): string | null {
  if (!(error instanceof ApiError)) throw error;
  const errors = error.problem?.errors ?? [];
  const own = errors.flatMap(({ field, message }) => {
    const name = fields.find((candidate) => candidate === field);
    return name === undefined ? [] : [{ name, message }];
  });
  for (const [index, { name, message }] of own.entries()) {
    setError(name, { type: "server", message }, { shouldFocus: index === 0 });
  }
  return own.length === 0 ? error.message : null;
}

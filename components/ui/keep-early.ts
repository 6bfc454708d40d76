import type { FieldValues, Path, PathValue, UseFormRegisterReturn, UseFormReturn } from "react-hook-form";

/**
 * What `form.register` gave for a text field, made to keep what somebody typed, or a password manager
 * filled in, before the page's script had arrived. Without it the field's default takes its place.
 */
export function keepEarly<Fields extends FieldValues, Name extends Path<Fields>>(
  { setValue }: Pick<UseFormReturn<Fields>, "setValue">,
  field: UseFormRegisterReturn<Name>,
): UseFormRegisterReturn<Name> {
  return {
    ...field,
    ref(element: HTMLInputElement | HTMLTextAreaElement | null) {
      const early = element?.value ?? "";
      field.ref(element);
      if (early !== "" && element?.value !== early) setValue(field.name, early as PathValue<Fields, Name>);
    },
  };
}

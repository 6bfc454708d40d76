import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { differingFields } from "@/components/ui/merge-edits.ts";
import { useEdit } from "@/components/ui/use-edit.ts";
import { typedOf } from "@/lib/connectors/endpoint-settings.ts";
import { directions } from "@/lib/directions.ts";
import {
  type Integration,
  type IntegrationEdit,
  integrationEditSchema,
  integrationSchema,
} from "@/lib/integrations.ts";
import { describeIntegration } from "./describe-integration.ts";
import { useEndpointSettings } from "./use-endpoint-settings.ts";

const formFields = ["name", "description", "credentialId"] as const;

/** What the form holds; each parameter of the endpoint is a field of its own, under its name with this before it. */
const SETTING = "settings.";
type Values = { [Field in (typeof formFields)[number]]: string } & {
  [setting: `${typeof SETTING}${string}`]: string;
};

/** The parameter that a field of the form is, or null. */
export function parameterOf(field: string): string | null {
  return field.startsWith(SETTING) ? field.slice(SETTING.length) : null;
}

/**
 * The form of a saved source or destination, and what comes of sending it: only what was changed, together with the
 * revision that it was changed from.
 */
export function useEditIntegration(integration: Integration, onSaved: (saved: Integration) => void) {
  const { endpoint } = describeIntegration(integration);
  const settings = useEndpointSettings(endpoint, endpoint && typedOf(endpoint, integration.settings));
  const form = useForm<IntegrationEdit>({
    resolver: zodResolver(integrationEditSchema),
    mode: "onTouched",
    defaultValues: formOf(integration),
  });
  const { segment, one } = directions[integration.direction];

  const edit = useEdit(form, {
    saved: integration,
    what: one,
    path: `/api/v1/${segment}/${integration.id}`,
    answer: integrationSchema,
    fields: formFields,
    valuesOf: (saved): Values => ({ ...formOf(saved), ...prefixed(typedIn(saved)) }),
    typed: (): Values => ({ ...form.getValues(), ...prefixed(settings.latest()) }),
    fill(values) {
      for (const field of formFields) form.setValue(field, values[field], { shouldValidate: true });
      settings.fill(
        Object.fromEntries(
          Object.entries(values).flatMap(([field, text]) => {
            const parameter = parameterOf(field);
            return parameter === null ? [] : [[parameter, text]];
          }),
        ),
      );
    },
    changesOf(typed, base) {
      const set = settings.read();
      if (set === null) return null;
      const before = formOf(base);
      const changed = formFields.filter((field) => typed[field] !== before[field]);
      const isSet =
        endpoint !== undefined && differingFields(typedOf(endpoint, set), typedIn(base)).length > 0;
      return {
        ...Object.fromEntries(changed.map((field) => [field, typed[field]])),
        ...(isSet && { settings: set }),
      };
    },
    onSaved,
    onRefused({ errors = [] }) {
      // Those of other fields are said on these.
      return settings.showRefused(errors) && errors.every(({ field }) => parameterOf(field) !== null);
    },
  });

  function typedIn({ settings }: Integration) {
    return endpoint === undefined ? {} : typedOf(endpoint, settings);
  }

  return { ...edit, form, endpoint, settings };
}

function formOf({ name, description, credential }: Integration) {
  return { name, description, credentialId: credential.id };
}

function prefixed(typed: { readonly [name: string]: string }) {
  return Object.fromEntries(
    Object.entries(typed).map(([name, text]) => [`${SETTING}${name}` as const, text]),
  );
}

import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { Select } from "@/components/ui/select.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { ConnectorEndpoint, EndpointParameter } from "@/lib/connectors/define-connector.ts";

interface EndpointParametersProps {
  endpoint: ConnectorEndpoint;
  /** What stands in the fields, by the names of the parameters. */
  typed: { readonly [name: string]: string };
  errors: { readonly [name: string]: string };
  /** The id of a parameter's field. */
  idOf: (name: string) => string;
  onChange: (name: string, text: string) => void;
}

/** What can be set of an endpoint. Whatever stays empty is the service's own default. */
export function EndpointParameters({ endpoint, typed, errors, idOf, onChange }: EndpointParametersProps) {
  if (!endpoint.parameters?.length) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-3 text-[15px] font-semibold text-ink">
        Narrow it down <span className="ml-1.5 text-[13px] font-normal text-ink-3">optional</span>
      </legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(244px,100%),1fr))] gap-x-4 gap-y-[18px]">
        {endpoint.parameters.map((parameter) => {
          const { name, label, description } = parameter;
          const id = idOf(name);
          const error = errors[name];
          return (
            <Field key={name} label={label} id={id} help={description} error={error}>
              <ParameterControl
                parameter={parameter}
                id={id}
                value={typed[name] ?? ""}
                onChange={(event) => onChange(name, event.target.value)}
                aria-invalid={error !== undefined}
                aria-describedby={fieldDescription(id, { help: description, error })}
              />
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}

interface ParameterControlProps {
  parameter: EndpointParameter;
  id: string;
  value: string;
  onChange: (event: { target: { value: string } }) => void;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

function ParameterControl({ parameter, ...props }: ParameterControlProps) {
  switch (parameter.type) {
    case "date":
      return <TextInput {...props} type="date" autoComplete="off" />;
    case "number":
      return <TextInput {...props} inputMode="numeric" autoComplete="off" />;
    case "text":
      return <TextInput {...props} autoComplete="off" spellCheck={false} />;
    case "choice":
      return (
        <Select {...props} className="w-full">
          <option value="">As the service does it</option>
          {parameter.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      );
  }
}

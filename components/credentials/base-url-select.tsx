import { type ComponentProps, type DetailedHTMLProps, type HTMLAttributes, useId } from "react";
import { controlClass } from "@/components/ui/control-class.ts";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import type { EnvironmentOnScreen } from "./connector-on-screen.ts";
import "./base-url-select.css";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      /** What a customizable select shows while it is closed; React does not know it yet. */
      selectedcontent: DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;
    }
  }
}

interface BaseUrlSelectProps extends ComponentProps<"select"> {
  environments: readonly EnvironmentOnScreen[];
  chosen: string;
  error: string | undefined;
}

/**
 * One of the connector's environments: a native select. Where the browser can style it
 * (`base-url-select.css`), each option shows its label, address and line; elsewhere an option reads
 * "Production — https://…". The line of the chosen one stands under it in both.
 */
export function BaseUrlSelect({ environments, chosen, error, ...props }: BaseUrlSelectProps) {
  const id = useId();
  const current = environments.find((environment) => environment.id === chosen);
  const help = current && (
    <>
      {current.hint}
      {current.emulated && " Here its requests go to the bundled emulator."}
    </>
  );
  return (
    <Field label="Base URL" id={id} help={help} error={error}>
      <select
        {...props}
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={fieldDescription(id, { help, error })}
        className={`base-url-select ${controlClass} min-h-[42px] cursor-pointer`}
      >
        {/* What the closed control shows, where it can be styled: a copy of the chosen option. */}
        <button type="button">
          <selectedcontent />
        </button>
        {environments.map(({ id: environment, label, baseUrl, hint }) => (
          <option key={environment} value={environment} data-hint={hint}>
            <span className="base-url-label">{label}</span>
            <span className="base-url-dash"> — </span>
            <span className="base-url-address">{baseUrl}</span>
          </option>
        ))}
      </select>
    </Field>
  );
}

import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ConnectorEndpoint } from "@/lib/connectors/define-connector.ts";
import { type EndpointSettings, settingsOf, wrongSettings } from "@/lib/connectors/endpoint-settings.ts";

interface Typed {
  readonly [name: string]: string;
}

/**
 * What is typed into an endpoint's parameters. Those of the same name keep it while another endpoint is chosen, and each
 * endpoint sees only its own.
 */
export function useEndpointSettings(endpoint: ConnectorEndpoint | undefined, initial: Typed = {}) {
  const formId = useId();
  const [typed, setTyped] = useState(initial);
  /** The same, for whoever reads it before the page is drawn again. */
  const latest = useRef(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const idOf = (name: string) => `${formId}-${name}`;

  /** Says what is wrong on the fields, and puts the focus into the first of them. */
  function show(wrong: readonly { name: string; message: string }[]) {
    flushSync(() => setErrors(Object.fromEntries(wrong.map(({ name, message }) => [name, message]))));
    const [first] = wrong;
    if (first !== undefined) document.getElementById(idOf(first.name))?.focus();
  }

  function fill(texts: Typed) {
    latest.current = { ...latest.current, ...texts };
    setTyped(latest.current);
    // What was wrong may be about two of them together.
    setErrors({});
  }

  return {
    typed,
    errors,
    idOf,
    latest: (): Typed => latest.current,
    fill,
    change: (name: string, text: string) => fill({ [name]: text }),
    clearErrors: () => setErrors({}),
    /** The settings to send; null where the fields say what is wrong with them. */
    read(): EndpointSettings | null {
      if (endpoint === undefined) return {};
      const settings = settingsOf(endpoint, latest.current);
      const wrong = wrongSettings(endpoint, settings);
      show(wrong);
      return wrong.length === 0 ? settings : null;
    },
    /** Shows those of a refusal that are about a parameter of this endpoint; whether there were any. */
    showRefused(refused: readonly { field: string; message: string }[]): boolean {
      const wrong = refused.flatMap(({ field, message }) => {
        const name = field.startsWith("settings.") ? field.slice("settings.".length) : null;
        const isOwn = endpoint?.parameters?.some((parameter) => parameter.name === name);
        return name !== null && isOwn ? [{ name, message }] : [];
      });
      if (wrong.length > 0) show(wrong);
      return wrong.length > 0;
    },
  };
}

import * as z from "zod/mini";
import type { ConnectorEndpoint, EndpointParameter } from "./define-connector.ts";

/** What an integration says of its endpoint's parameters, by their names. */
export type EndpointSettings = { readonly [name: string]: string | number };

/** What is wrong with one of them. */
export interface WrongSetting {
  name: string;
  message: string;
}

/** What a parameter takes. */
function schemaOf(parameter: EndpointParameter) {
  switch (parameter.type) {
    case "date":
      return z.iso.date({ error: "Enter a day, such as 2026-01-31." });
    case "number": {
      const { min, max } = parameter;
      const error = `Enter a whole number from ${min} to ${max.toLocaleString("en")}.`;
      return z.number({ error }).check(z.int({ error }), z.gte(min, { error }), z.lte(max, { error }));
    }
    case "choice":
      return z.enum(
        parameter.options.map(({ value }) => value),
        { error: "Choose one of the options." },
      );
    case "text":
      return z
        .string({ error: parameter.says })
        .check(
          z.maxLength(MAX_TEXT_CHARACTERS, { error: parameter.says }),
          z.regex(new RegExp(`^(?:${parameter.pattern})$`), { error: parameter.says }),
        );
  }
}

const MAX_TEXT_CHARACTERS = 100;

/**
 * What is wrong with settings for an endpoint, the first thing of each parameter; nothing where they are as its
 * parameters say. What the endpoint does not have is named by `isKnown`, for a name that could be anything is never
 * repeated.
 */
export function wrongSettings(
  endpoint: ConnectorEndpoint,
  settings: { readonly [name: string]: unknown },
  isKnown: (name: string) => boolean = () => false,
): WrongSetting[] {
  const parameters = endpoint.parameters ?? [];
  const wrong: WrongSetting[] = [];
  for (const name of Object.keys(settings)) {
    if (parameters.some((parameter) => parameter.name === name)) continue;
    const message = `${endpoint.label} has no such parameter: leave it out.`;
    wrong.push({ name: isKnown(name) ? name : "", message });
  }
  for (const parameter of parameters) {
    const { name } = parameter;
    if (!Object.hasOwn(settings, name)) continue;
    const message = wrongValue(parameter, settings);
    if (message !== null) wrong.push({ name, message });
  }
  return wrong;
}

function wrongValue(
  parameter: EndpointParameter,
  settings: { readonly [name: string]: unknown },
): string | null {
  const value = settings[parameter.name];
  const parsed = z.safeParse(schemaOf(parameter), value);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? "Enter another value.";
  const { notWith, notBefore } = parameter;
  if (notWith?.names.some((name) => Object.hasOwn(settings, name))) return notWith.says;
  // Days compare as texts.
  if (notBefore !== undefined && String(value) < String(settings[notBefore.name] ?? ""))
    return notBefore.says;
  return null;
}

/** The settings that were typed: what is empty is none, and what is no number stays as it is, to be refused. */
export function settingsOf(
  endpoint: ConnectorEndpoint,
  typed: { readonly [name: string]: string | undefined },
): EndpointSettings {
  const settings: Record<string, string | number> = {};
  for (const { name, type } of endpoint.parameters ?? []) {
    const text = typed[name]?.trim() ?? "";
    if (text === "") continue;
    settings[name] = type === "number" && Number.isFinite(Number(text)) ? Number(text) : text;
  }
  return settings;
}

/** Settings as they stand in the fields of a form: every parameter, and what is not set is empty. */
export function typedOf(
  { parameters = [] }: ConnectorEndpoint,
  settings: EndpointSettings,
): { [name: string]: string } {
  return Object.fromEntries(
    parameters.map(({ name }) => [name, Object.hasOwn(settings, name) ? String(settings[name]) : ""]),
  );
}

/** The path of an endpoint, with what is set of its parameters in their order, and with `limit` where it takes one. */
export function endpointPath(
  { path, parameters = [], limitParameter }: ConnectorEndpoint,
  settings: EndpointSettings,
  limit?: number,
): string {
  const query = new URLSearchParams();
  for (const { name } of parameters) {
    if (Object.hasOwn(settings, name)) query.set(name, String(settings[name]));
  }
  if (limit !== undefined && limitParameter !== undefined) query.set(limitParameter, String(limit));
  if (query.size === 0) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${query}`;
}

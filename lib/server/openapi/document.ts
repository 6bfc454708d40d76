import type { z } from "zod";
import { ORGANIZATION_HEADER, roles, type Scope } from "../../access.ts";
import { problemContentType, problemSchema } from "../../problem.ts";
import { allows, scopeFor } from "../access/permissions.ts";
import { titles } from "../problem-titles.ts";
import { Components, type JsonSchema } from "./components.ts";
import type { openApiDocumentSchema } from "./document-schema.ts";
import { ids, problem as problemExample } from "./examples.ts";
import { type Operation, tags } from "./operation.ts";
import { operations } from "./operations.ts";
import { type ProblemCode, problemCodes, statusesOf } from "./problem-codes.ts";

export type OpenApiDocument = z.output<typeof openApiDocumentSchema>;

let made: OpenApiDocument | undefined;

/** The API as an OpenAPI 3.1 document: made when somebody asks for the first time, and the same for everybody. */
export function openApiDocument(): OpenApiDocument {
  made ??= makeDocument();
  return made;
}

function makeDocument(): OpenApiDocument {
  const components = new Components();
  const problem = components.schemaOf(problemSchema, "output");
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [key, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = key.split(" ");
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = operationObject(operation, path, components, problem);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Tessera",
      version: "1",
      summary: "The credential desk of a data platform.",
      description: INTRODUCTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      contact: { name: "Whoever operates this Tessera" },
    },
    servers: [{ url: "/", description: "This Tessera" }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "better-auth.session_token",
          description: "The cookie of whoever is signed in; behind TLS its name begins with `__Host-`.",
        },
        token: {
          type: "http",
          scheme: "bearer",
          description: "An API token, made in Settings. It may do what its scopes say.",
        },
      },
      parameters: sharedParameters,
      headers: sharedHeaders,
    },
  };
}

const INTRODUCTION = [
  "Credentials, and what uses them. A key goes in at two places, and comes out at none.",
  "Send an API token as `Authorization: Bearer tsr_…`. Lists are paged: `limit`, and `cursor` with the `nextCursor` of the page before.",
  `Every error is \`${problemContentType}\` (RFC 9457), with a \`code\` that stays the same and a \`detail\` that says what to do next.`,
].join("\n\n");

const idParameter = {
  name: "id",
  in: "path",
  required: true,
  description: "The id of what it is about.",
  schema: { type: "string" },
};

const pathParameter = {
  name: "path",
  in: "path",
  required: true,
  description:
    "The rest of the address under the credential's Base URL, slashes and all; a query can follow.",
  schema: { type: "string" },
};

const sharedParameters = {
  Organization: {
    name: "Tessera-Organization",
    in: "header",
    required: false,
    description:
      "The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one.",
    schema: { type: "string" },
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    description: "The `ETag` of what it is about: refused with 412 when it has changed since.",
    schema: { type: "string" },
    example: '"1"',
  },
  IfMatchRequired: {
    name: "If-Match",
    in: "header",
    required: true,
    description:
      "The `ETag` of what it is about, or `*` for whichever it is: refused with 412 when it has changed since, and with 428 when it is left out.",
    schema: { type: "string" },
    example: '"1"',
  },
};
if (sharedParameters.Organization.name.toLowerCase() !== ORGANIZATION_HEADER) {
  throw new Error("The document names another header than the one that says the organization.");
}

const sharedHeaders = {
  RequestId: {
    description: "The id of this request, by which an administrator finds it in the log.",
    schema: { type: "string", format: "uuid" },
  },
  ETag: { description: "The revision, for `If-Match`.", schema: { type: "string" } },
  Location: { description: "The address of what was created.", schema: { type: "string" } },
  TraceId: {
    description: "What to tell the service's support, where the service gave it.",
    required: false,
    schema: { type: "string" },
  },
  RetryAfter: { description: "How many seconds to wait.", schema: { type: "integer", minimum: 1 } },
};
const header = (name: keyof typeof sharedHeaders) => ({ $ref: `#/components/headers/${name}` });
const parameter = (name: keyof typeof sharedParameters) => ({ $ref: `#/components/parameters/${name}` });

function operationObject(operation: Operation, path: string, components: Components, problem: JsonSchema) {
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: `${operation.description}\n\n${whoMay(operation)}`,
    security: securityOf(operation),
    "x-token-scopes": scopesOf(operation),
    parameters: parametersOf(operation, path, components),
    ...requestBodyOf(operation, components),
    responses: {
      ...answersOf(operation, components),
      ...problemsOf(operation, path, problem),
    },
  };
}

function requestBodyOf({ body, bodyLines, example, passesOn }: Operation, components: Components): object {
  if (passesOn?.body !== undefined) {
    return { requestBody: { required: false, content: { "*/*": { schema: {}, example: passesOn.body } } } };
  }
  const schema = body ?? bodyLines;
  if (schema === undefined) return {};
  const made = components.schemaOf(schema, "input");
  const content = body
    ? { "application/json": { schema: made, ...(example !== undefined && { example }) } }
    : linesOf(made, example);
  return { requestBody: { required: true, content } };
}

/** JSON Lines, with one as an example: OpenAPI 3.1 has no word for what a line is. */
function linesOf(schema: JsonSchema, example: unknown): object {
  return {
    "application/x-ndjson": {
      schema: { type: "string" },
      example: `${JSON.stringify(example)}\n`,
      "x-line-schema": schema,
    },
  };
}

function statusOf({ status, answer }: Operation): number {
  return status ?? (answer === undefined ? 204 : 200);
}

/** In a sentence, as the table of permissions has it. */
function whoMay({ access, tag }: Operation): string {
  if (access === "everyone") return "Asks nobody to sign in.";
  if (access === "person") return "For whoever is signed in; no token may.";
  if (access === "member")
    return "For every member with themselves, for admins and owners with others; no token may.";
  if (access.length === 0) return "For every member and every token.";
  const who = roles.filter((role) => access.every((permission) => allows(role, permission)));
  const least = who[0] === "viewer" ? "every member" : `the roles ${who.join(", ")}`;
  const own = access.includes("credential:change-own") && tag === "Credentials";
  const scopes = access.map(scopeFor);
  const token = scopes.includes(null)
    ? "no token may"
    : `a token needs ${scopes.map((scope) => `\`${scope}\``).join(" and ")}`;
  return `For ${least}${own ? " (a member with what is their own)" : ""}; ${token}.`;
}

/** The scopes that a token needs, or null where no token may. */
function scopesOf({ access }: Operation): Scope[] | null {
  if (typeof access === "string") return access === "everyone" ? [] : null;
  const scopes = access.map(scopeFor);
  return scopes.includes(null) ? null : scopes.filter((scope) => scope !== null);
}

/** Spectral takes scopes for those of OAuth alone: they are in `x-token-scopes`. */
function securityOf(operation: Operation): Record<string, string[]>[] {
  if (operation.access === "everyone") return [];
  return [{ session: [] }, ...(scopesOf(operation) === null ? [] : [{ token: [] }])];
}

const exampleIds: Record<string, string> = {
  credentials: ids.credential,
  sources: ids.source,
  destinations: ids.destination,
  tokens: ids.token,
  members: ids.member,
  invitations: ids.invitation,
  organizations: ids.organization,
  account: ids.session,
};

function parametersOf(operation: Operation, path: string, components: Components): object[] {
  const { query, ifMatch, access, passesOn } = operation;
  const schema = query && components.schemaOf(query, "input");
  const properties = Object.entries((schema?.properties ?? {}) as Record<string, JsonSchema>);
  const required = (schema?.required ?? []) as string[];
  const segment = path.split("/")[3] ?? "";
  return [
    ...(path.includes("{id}") ? [{ ...idParameter, example: exampleIds[segment] }] : []),
    ...(passesOn === undefined ? [] : [{ ...pathParameter, example: passesOn.path }]),
    ...properties.map(([name, { description, ...property }]) => ({
      name,
      in: "query",
      required: required.includes(name),
      description: description ?? operation.queryWords?.[name] ?? queryWords[name] ?? "",
      schema: property,
      ...(operation.exampleQuery?.[name] !== undefined && { example: operation.exampleQuery[name] }),
    })),
    ...(ifMatch === "required" ? [parameter("IfMatchRequired")] : []),
    ...(ifMatch === "optional" ? [parameter("IfMatch")] : []),
    ...(Array.isArray(access) || access === "member" ? [parameter("Organization")] : []),
  ];
}

/** What each parameter of a query is for: the same words wherever it stands. */
export const queryWords: Record<string, string> = {
  limit: "How many at most.",
  cursor: "`nextCursor` of the page before, with the same sort.",
  since: "A day: only what the service took in on it or later. Where the service cannot tell, it is refused.",
  connector: "Only of this service.",
  environment: "Only of this Base URL of the service.",
  verdict: "Only with this verdict.",
  query: "Words to find, in the name above all.",
  owner: "The id of whoever added it; `me` for one's own.",
  used: "Whether any source or destination uses it.",
  expiring: "Only those whose key expires within 30 days, or did already.",
  attention:
    "Only those that need somebody: the last verdict is bad, or the key expires soon or did already.",
  sort: "In which order.",
  actorId: "Only what this person or this token did.",
  credentialId: "Only what is about this credential.",
  action: "Only what is called so.",
  days: "So many days in UTC, of which today is the last.",
  integration: "Only what this source or destination used it for.",
  from: "This moment and later.",
  to: "Before this moment.",
  dryRun: "Whether the records are only checked: no key is opened, and nothing is sent.",
};

function answersOf(operation: Operation, components: Components): Record<string, object> {
  if (operation.passesOn === undefined) {
    return { [String(statusOf(operation))]: successOf(operation, components) };
  }
  const headers = { "Tessera-Request-Id": header("RequestId"), "Tessera-Trace-Id": header("TraceId") };
  return {
    "2XX": { description: "What the service answered, as it is.", headers, content: ofTheService },
    default: {
      description: "What the service answered with any other status, as it is.",
      headers,
      content: ofTheService,
    },
  };
}

/** Whatever the service writes. */
const ofTheService = { "*/*": { schema: {} } };

function successOf(operation: Operation, components: Components): object {
  const status = statusOf(operation);
  const headers = {
    "Tessera-Request-Id": header("RequestId"),
    ...(operation.etag && { ETag: header("ETag") }),
    ...(status === 201 && operation.access !== "everyone" && { Location: header("Location") }),
  };
  if (operation.answer === undefined) return { description: "Done.", headers };
  const schema = components.schemaOf(operation.answer, "output");
  if (operation.lines) {
    const content = linesOf(schema, components.exampleOf(schema));
    return { description: "JSON Lines: one of `x-line-schema` a line.", headers, content };
  }
  const content = { "application/json": { schema, example: components.exampleOf(schema) } };
  return { description: status === 201 ? "Created." : "What was asked for.", headers, content };
}

/** The codes that every operation of this kind may refuse with, and its own. */
export function codesOf(
  { access, body, bodyLines, query, ifMatch, refusals = [] }: Operation,
  path: string,
): ProblemCode[] {
  const inOrganization = Array.isArray(access) || access === "member";
  return [
    ...(access === "everyone" ? [] : (["signed_out", "bad_token", "too_many_requests"] as const)),
    ...(access === "everyone" || (Array.isArray(access) && access.length === 0)
      ? []
      : (["forbidden"] as const)),
    ...(inOrganization ? (["no_organization", "other_organization"] as const) : []),
    ...(body ? (["bad_json", "too_large", "wrong_content_type"] as const) : []),
    ...(bodyLines ? (["wrong_content_type"] as const) : []),
    ...(body || bodyLines || query ? (["invalid"] as const) : []),
    ...(path.includes("{id}") ? (["not_found"] as const) : []),
    ...(ifMatch ? (["changed_meanwhile"] as const) : []),
    ...(ifMatch === "required" ? (["if_match_required"] as const) : []),
    "cross_site",
    "unknown_host",
    "internal",
    ...refusals,
  ];
}

function problemsOf(operation: Operation, path: string, problem: JsonSchema): Record<string, object> {
  const answers = [...new Set(codesOf(operation, path))].flatMap((code) =>
    statusesOf(code).map((status) => ({ status, code })),
  );
  const byStatus = Map.groupBy(answers, ({ status }) => status);
  const statuses = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(
    statuses.map(([status, all]) => [
      String(status),
      problemResponse(
        status,
        all.map(({ code }) => code),
        problem,
        operation.passesOn !== undefined,
      ),
    ]),
  );
}

/** `orTheService` where the service, too, may have answered with this status. */
function problemResponse(
  status: number,
  codes: ProblemCode[],
  problem: JsonSchema,
  orTheService: boolean,
): object {
  const title = titles[status] ?? "Error";
  const examples = codes.map((code) => [
    code,
    { value: { ...problemExample, title, status, detail: problemCodes[code].detail, code } },
  ]);
  const schema = {
    allOf: [problem, { type: "object", properties: { code: { type: "string", enum: codes } } }],
  };
  return {
    description: `${title}: ${codes.map((code) => `\`${code}\``).join(", ")}${orTheService ? "; or the service's own" : ""}.`,
    headers: {
      "Tessera-Request-Id": header("RequestId"),
      ...(status === 429 && { "Retry-After": header("RetryAfter") }),
    },
    content: {
      [problemContentType]: { schema, examples: Object.fromEntries(examples) },
      ...(orTheService && ofTheService),
    },
  };
}

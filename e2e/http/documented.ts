import { type APIResponse, expect } from "@playwright/test";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

interface Parameter {
  $ref?: string;
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  example?: unknown;
}

interface Media {
  schema: object;
  example?: unknown;
  "x-line-schema"?: object;
}

export interface DocumentedOperation {
  operationId: string;
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { headers?: Record<string, { $ref: string }>; content?: Record<string, Media> }>;
}

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { parameters: Record<string, Parameter>; headers: Record<string, { required?: boolean }> };
}

const lastOf = (ref: string) => ref.split("/").at(-1) ?? "";

/** Where an operation is, and what the document says of it. */
export interface Documented {
  method: string;
  path: string;
  operation: DocumentedOperation;
}

/** The document of a running Tessera, and answers held to it. */
export class OpenApiChecker {
  readonly document: OpenApi;
  readonly operations: Documented[];
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, inlineRefs: false });

  constructor(document: OpenApi) {
    this.document = document;
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(document, "openapi");
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        method,
        path,
        operation: { ...operation, parameters: operation.parameters.map((one) => this.#resolve(one)) },
      })),
    );
  }

  /** Fails unless the document has this status for the operation, and this content and these headers for it. */
  async expectDocumented({ method, path, operation }: Documented, response: APIResponse): Promise<void> {
    const text = await response.text();
    const status = String(response.status());
    const where = `${method} ${path} → ${status}: ${text}`;
    const kinds = [status, `${status[0]}XX`, "default"];
    const kind = kinds.find((name) => operation.responses[name] !== undefined) ?? status;
    const documented = operation.responses[kind];
    expect(documented, where).toBeDefined();
    for (const [name, { $ref }] of Object.entries(documented?.headers ?? {})) {
      if (this.document.components.headers[lastOf($ref)]?.required === false) continue;
      expect(Object.keys(response.headers()), where).toContain(name.toLowerCase());
    }
    if (documented?.content === undefined) {
      expect(text, where).toBe("");
      return;
    }
    const type = response.headers()["content-type"] ?? "";
    if (documented.content[type] === undefined && documented.content["*/*"] !== undefined) return;
    expect(Object.keys(documented.content), where).toContain(type);
    const to = ["paths", path, method, "responses", kind, "content", type];
    if (documented.content[type]?.["x-line-schema"] === undefined) {
      this.#expectValid([...to, "schema"], JSON.parse(text), where);
      return;
    }
    const lines = text.split("\n").filter((line) => line !== "");
    for (const line of lines) this.#expectValid([...to, "x-line-schema"], JSON.parse(line), where);
  }

  #expectValid(pointer: string[], value: unknown, where: string): void {
    const fragment = pointer
      .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    const validate = this.#ajv.getSchema(`openapi#/${fragment}`) as ValidateFunction;
    expect(validate(value) ? null : validate.errors, where).toBeNull();
  }

  #resolve(parameter: Parameter): Parameter {
    if (parameter.$ref === undefined) return parameter;
    return this.document.components.parameters[lastOf(parameter.$ref)] as Parameter;
  }
}

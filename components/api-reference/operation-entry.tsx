import type { ReactNode } from "react";
import type { Media, Operation, Parameter } from "./document-types.ts";
import { FieldList } from "./field-list.tsx";
import { SchemaView } from "./schema-view.tsx";
import { WithCode } from "./with-code.tsx";

interface OperationEntryProps {
  method: string;
  path: string;
  operation: Operation;
  /** Those of the operation, without references. */
  parameters: readonly Parameter[];
}

/** One method of one address: a line, and all there is to know of it once it is opened. */
export function OperationEntry({ method, path, operation, parameters }: OperationEntryProps) {
  const responses = Object.entries(operation.responses);
  // Of what is sent on, every other answer is the service's.
  const isAnswer = (status: string) => status.startsWith("2") || status === "default";
  const [[type = "", body] = []] = Object.entries(operation.requestBody?.content ?? {});
  return (
    <details id={operation.operationId} className="group border-t border-line first:border-t-0">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3 hover:bg-sunken">
        <span className="w-14 font-mono text-[12.5px] font-semibold text-accent">{method.toUpperCase()}</span>
        <code className="min-w-0 font-mono text-[13px] text-ink [overflow-wrap:anywhere]">{path}</code>
        <span className="text-sm text-ink-2 min-[900px]:ml-auto">{operation.summary}</span>
      </summary>
      <div className="grid gap-6 border-t border-line px-4 pt-4 pb-6">
        <div className="grid max-w-[68ch] gap-2 text-sm text-ink-2">
          {operation.description.split("\n\n").map((paragraph) => (
            <p key={paragraph} className="text-pretty">
              <WithCode text={paragraph} />
            </p>
          ))}
        </div>
        {parameters.length > 0 && (
          <Part title="Parameters">
            <FieldList
              fields={parameters.map(({ name, schema, required, description, in: where }) => ({
                name,
                schema,
                required,
                note: (
                  <>
                    <WithCode text={description} /> In the {where}.
                  </>
                ),
              }))}
            />
          </Part>
        )}
        {body !== undefined && (
          <Part title={type === "application/x-ndjson" ? "Body, JSON Lines of each" : "Body"}>
            <MediaView media={body} />
          </Part>
        )}
        {responses
          .filter(([status]) => isAnswer(status))
          .map(([status, { description, content }]) => (
            <Part key={status} title={status === "default" ? "Any other answer" : `Answer, ${status}`}>
              {content === undefined || "*/*" in content ? (
                <p className="text-sm text-ink-2">{description}</p>
              ) : (
                Object.entries(content).map(([name, media]) => <MediaView key={name} media={media} />)
              )}
            </Part>
          ))}
        <Part title="Refusals">
          <dl className="grid gap-1.5 text-sm">
            {responses
              .filter(([status]) => !isAnswer(status))
              .map(([status, { description }]) => (
                <div key={status} className="flex gap-x-4">
                  <dt className="w-10 shrink-0 font-mono text-[13px] font-semibold text-ink">{status}</dt>
                  <dd className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">
                    <WithCode text={description} />
                  </dd>
                </div>
              ))}
          </dl>
        </Part>
      </div>
    </details>
  );
}

/** What goes in or comes out, with an example of it. */
function MediaView({ media }: { media: Media }) {
  return (
    <>
      <SchemaView schema={media["x-line-schema"] ?? media.schema} />
      {media.example !== undefined && <Example value={media.example} />}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h3 className="text-[13.5px] font-semibold text-ink">{title}</h3>
      {children}
    </section>
  );
}

/** Lines break where they must, so that nothing scrolls sideways. */
function Example({ value }: { value: unknown }) {
  return (
    <pre className="rounded-control border border-line bg-sunken px-3.5 py-3 font-mono text-[13px] leading-normal whitespace-pre-wrap text-ink [overflow-wrap:anywhere]">
      {typeof value === "string" ? value.trim() : JSON.stringify(value, null, 2)}
    </pre>
  );
}

"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { type ReactNode, useId, useRef, useState } from "react";
import { type FieldErrors, useForm } from "react-hook-form";
import { v7 as uuidv7 } from "uuid";
import type * as z from "zod/mini";
import { Dock } from "@/components/shell/dock.tsx";
import { PageBody } from "@/components/shell/page-body.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { keepEarly } from "@/components/ui/keep-early.ts";
import { Notice } from "@/components/ui/notice.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import type { ConnectorEndpoint, Direction } from "@/lib/connectors/define-connector.ts";
import { directions } from "@/lib/directions.ts";
import { integrationSchema, type NewIntegration, newIntegrationSchema } from "@/lib/integrations.ts";
import { AcceptedShape } from "./accepted-shape.tsx";
import { EndpointChoice } from "./endpoint-choice.tsx";
import { EndpointParameters } from "./endpoint-parameters.tsx";
import { PreviewOutcome } from "./preview-outcome.tsx";
import { ofEndpoint } from "./read-sample.ts";
import { useEndpointSettings } from "./use-endpoint-settings.ts";
import { usePreview } from "./use-preview.ts";

interface ConfigureFormProps {
  direction: Direction;
  connector: { id: string; name: string };
  /** Those of this direction; the first one is chosen. */
  endpoints: readonly ConnectorEndpoint[];
  credential: { id: string; name: string };
  /** The page's header and the selected credential. */
  children: ReactNode;
}

const formFields = ["name", "description", "endpoint"] as const;

/** What a new source reads or a new destination writes, and its name. */
export function ConfigureForm({ direction, connector, endpoints, credential, children }: ConfigureFormProps) {
  const formId = useId();
  const router = useRouter();
  const words = directions[direction];
  const preview = usePreview();
  const [problem, setProblem] = useState<string | null>(null);
  const [creating, setCreating] = useState(false);
  const started = useRef(false);
  /** Made once, it goes with every try, so that however often that is, one integration comes of it. */
  const id = useRef<string>(undefined);

  const [endpointId, setEndpointId] = useState(endpoints[0]?.id ?? "");
  const endpoint = endpoints.find((candidate) => candidate.id === endpointId);
  const settings = useEndpointSettings(endpoint);
  const form = useForm<z.input<typeof newIntegrationSchema>, unknown, NewIntegration>({
    resolver: zodResolver(newIntegrationSchema),
    mode: "onTouched",
    defaultValues: {
      connector: connector.id,
      credentialId: credential.id,
      endpoint: endpointId,
      name: nameFor(connector.name, endpoint),
      description: "",
    },
  });
  const { errors } = form.formState;

  function choose(chosen: ConnectorEndpoint) {
    // The suggested name follows the endpoint until somebody writes another one.
    if (form.getValues("name") === nameFor(connector.name, endpoint)) {
      form.setValue("name", nameFor(connector.name, chosen));
    }
    setEndpointId(chosen.id);
    settings.clearErrors();
    preview.reset();
  }

  async function create(input: NewIntegration) {
    if (started.current) return;
    const set = settings.read();
    if (set === null) return;
    started.current = true;
    setCreating(true);
    setProblem(null);
    id.current ??= uuidv7();
    try {
      const created = await callApi(`/api/v1/${words.segment}`, integrationSchema, {
        method: "POST",
        body: { ...input, settings: set, id: id.current },
      });
      // It goes on saying "Creating…" until the new page is there.
      router.push(`/${words.segment}/${created.id}`);
      // The menu counts it.
      router.refresh();
    } catch (error) {
      started.current = false;
      setCreating(false);
      showRefusal(error);
    }
  }

  function test() {
    const set = settings.read();
    if (set !== null) preview.run(ofEndpoint(credential.id, endpointId, set));
  }

  /** What is wrong where there is no field to say it on. */
  function showUnseen(wrong: FieldErrors<NewIntegration>) {
    setProblem(wrong.credentialId?.message ?? wrong.connector?.message ?? null);
  }

  function showRefusal(error: unknown) {
    const refused = error instanceof ApiError ? error.problem : null;
    let onField = false;
    for (const { field, message } of refused?.errors ?? []) {
      const name = formFields.find((candidate) => candidate === field);
      if (name === undefined) continue;
      form.setError(name, { type: "server", message }, { shouldFocus: !onField });
      onField = true;
    }
    if (settings.showRefused(refused?.errors ?? []) || onField) return;
    setProblem(refused?.detail ?? "Tessera did not answer. Nothing you typed is lost: try Create again.");
  }

  return (
    <>
      <PageBody>
        {children}
        <form
          id={formId}
          method="post"
          noValidate
          onSubmit={form.handleSubmit(create, showUnseen)}
          className="mt-8 grid gap-8"
        >
          <fieldset className="min-w-0">
            <legend className="sr-only">Endpoint</legend>
            <div className="mb-3 flex min-h-10 items-center justify-between gap-4">
              <p aria-hidden="true" className="text-[17px] font-semibold tracking-[-0.01em]">
                Endpoint
              </p>
              {direction === "source" && (
                <Button onClick={test} busy={preview.state.step === "running"} busyLabel="Testing…">
                  Test
                </Button>
              )}
            </div>
            <div className="grid grid-cols-[repeat(auto-fill,minmax(min(244px,100%),1fr))] gap-2.5">
              {endpoints.map((candidate) => (
                <EndpointChoice
                  key={candidate.id}
                  endpoint={candidate}
                  {...form.register("endpoint", { onChange: (event) => chooseById(event.target.value) })}
                />
              ))}
            </div>
            {errors.endpoint && <p className="mt-2 text-[13px] text-rejected">{errors.endpoint.message}</p>}
            {endpoint && (
              <div className="mt-6 empty:hidden">
                <EndpointParameters
                  endpoint={endpoint}
                  typed={settings.typed}
                  errors={settings.errors}
                  idOf={settings.idOf}
                  onChange={(name, text) => {
                    settings.change(name, text);
                    preview.reset();
                  }}
                />
              </div>
            )}
            <div className="mt-4" aria-live="polite">
              {endpoint && direction === "source" && (
                <PreviewOutcome
                  state={preview.state}
                  what={endpoint.label}
                  idle={`Test reads the first rows of ${endpoint.label} and keeps nothing.`}
                />
              )}
            </div>
            {endpoint?.accepts && <AcceptedShape endpoint={endpoint} />}
          </fieldset>
          <div className="grid max-w-[560px] gap-[18px]">
            <Field label="Name" id={`${formId}-name`} required error={errors.name?.message}>
              <TextInput
                {...keepEarly(form, form.register("name"))}
                id={`${formId}-name`}
                // Again for the page as it is sent, so that the name does not come in late.
                defaultValue={form.formState.defaultValues?.name}
                required
                autoComplete="off"
                aria-invalid={errors.name !== undefined}
                aria-describedby={fieldDescription(`${formId}-name`, { error: errors.name?.message })}
              />
            </Field>
            <Field
              label="Description"
              id={`${formId}-description`}
              note="recommended"
              error={errors.description?.message}
            >
              <TextArea
                {...keepEarly(form, form.register("description"))}
                id={`${formId}-description`}
                aria-invalid={errors.description !== undefined}
                aria-describedby={fieldDescription(`${formId}-description`, {
                  error: errors.description?.message,
                })}
              />
            </Field>
            <p className="text-[13px] leading-snug text-ink-3">
              {direction === "source"
                ? "Its page has programs that read it, ready to copy: curl, Node and Python."
                : "Its page has programs that write to it, ready to copy: curl, Node and Python."}
            </p>
            <div role="alert" className="empty:hidden">
              {problem !== null && <Notice tone="rejected">{problem}</Notice>}
            </div>
          </div>
        </form>
      </PageBody>
      <Dock
        left={
          <>
            Uses <b className="font-semibold text-ink">{credential.name}</b>
          </>
        }
        right={
          <>
            <ButtonLink href={`/${words.segment}`} variant="quiet" className="max-[700px]:hidden">
              Cancel
            </ButtonLink>
            <Button type="submit" form={formId} variant="primary" busy={creating} busyLabel="Creating…">
              Create
            </Button>
          </>
        }
      />
    </>
  );

  function chooseById(chosenId: string) {
    const chosen = endpoints.find((candidate) => candidate.id === chosenId);
    if (chosen !== undefined) choose(chosen);
  }
}

/** "People.ai accounts": a name that most people keep. */
function nameFor(service: string, endpoint: ConnectorEndpoint | undefined): string {
  return endpoint === undefined ? service : `${service} ${endpoint.label.toLowerCase()}`;
}

"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { keepEarly } from "@/components/ui/keep-early.ts";
import { TextInput } from "@/components/ui/text-input.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { organizationNameSchema, ownOrganizationSchema } from "@/lib/organizations.ts";

interface OrganizationNameFormProps {
  label: string;
  name: string;
  action: string;
  busyLabel: string;
  send: { method: "POST" | "PATCH"; path: `/api/v1/organizations${string}` };
  /** Returns what to say, or nothing where the page is left. */
  onSaved: () => string | undefined;
}

/** One field: what an organization is called. */
export function OrganizationNameForm(props: OrganizationNameFormProps) {
  const id = useId();
  const {
    register,
    handleSubmit,
    setError,
    setValue,
    formState: { errors, isSubmitting },
  } = useForm({
    resolver: zodResolver(organizationNameSchema),
    mode: "onTouched",
    defaultValues: { name: props.name },
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const [leaving, setLeaving] = useState(false);

  const submit = handleSubmit(async (body) => {
    setFailure(null);
    setSaid("");
    try {
      await callApi(props.send.path, ownOrganizationSchema, { method: props.send.method, body });
      const sentence = props.onSaved();
      if (sentence === undefined) setLeaving(true);
      else setSaid(sentence);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const onName = error.problem?.errors?.find(({ field }) => field === "name");
      if (onName === undefined) setFailure(error.message);
      else setError("name", { type: "server", message: onName.message }, { shouldFocus: true });
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-[18px]">
      <Field id={id} label={props.label} required error={errors.name?.message}>
        <TextInput
          {...keepEarly({ setValue }, register("name"))}
          id={id}
          defaultValue={props.name}
          required
          autoComplete="organization"
          aria-invalid={errors.name !== undefined}
          aria-describedby={fieldDescription(id, { error: errors.name?.message })}
        />
      </Field>
      <FormFailure>{failure}</FormFailure>
      <div className="flex flex-wrap items-center gap-3.5">
        <Button type="submit" variant="primary" busy={isSubmitting || leaving} busyLabel={props.busyLabel}>
          {props.action}
        </Button>
        <p role="status" className="text-sm text-verified">
          {said}
        </p>
      </div>
    </form>
  );
}

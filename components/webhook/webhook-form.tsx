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
import { savedWebhookSchema, webhookChangeSchema } from "@/lib/webhooks.ts";

interface WebhookFormProps {
  /** Empty where none is set. */
  url: string;
  /** `secret` is there when it is a new one. */
  onSaved: (secret: string | null) => void;
}

/** One field: where events are sent to. */
export function WebhookForm({ url, onSaved }: WebhookFormProps) {
  const id = useId();
  const {
    register,
    handleSubmit,
    setError,
    setValue,
    formState: { errors, isSubmitting },
  } = useForm({ resolver: zodResolver(webhookChangeSchema), mode: "onTouched", defaultValues: { url } });
  const [failure, setFailure] = useState<string | null>(null);
  const [said, setSaid] = useState("");

  const submit = handleSubmit(async (body) => {
    setFailure(null);
    setSaid("");
    try {
      const { secret } = await callApi("/api/v1/webhook", savedWebhookSchema, { method: "PUT", body });
      setSaid("Saved.");
      onSaved(secret);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const onUrl = error.problem?.errors?.find(({ field }) => field === "url");
      if (onUrl === undefined) setFailure(error.message);
      else setError("url", { type: "server", message: onUrl.message }, { shouldFocus: true });
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-[18px]">
      <Field id={id} label="Address" required error={errors.url?.message}>
        <TextInput
          {...keepEarly({ setValue }, register("url"))}
          id={id}
          type="url"
          defaultValue={url}
          placeholder="https://example.com/tessera"
          required
          autoComplete="off"
          spellCheck={false}
          aria-invalid={errors.url !== undefined}
          aria-describedby={fieldDescription(id, { error: errors.url?.message })}
        />
      </Field>
      <FormFailure>{failure}</FormFailure>
      <div className="flex flex-wrap items-center gap-3.5">
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
          {url === "" ? "Set webhook" : "Save"}
        </Button>
        <p role="status" className="text-sm text-verified">
          {said}
        </p>
      </div>
    </form>
  );
}

"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { keepEarly } from "@/components/ui/keep-early.ts";
import { TextInput } from "@/components/ui/text-input.tsx";
import { callApi } from "@/lib/api-client.ts";
import { accountChangeSchema, accountSchema } from "@/lib/own-account.ts";
import { showServerErrors } from "./server-errors.ts";

interface NameFormProps {
  name: string;
  email: string;
}

/** A person's name, to change, and the address that they sign in with. */
export function NameForm({ name, email }: NameFormProps) {
  const router = useRouter();
  const {
    register,
    handleSubmit,
    reset,
    setError,
    setValue,
    formState: { errors, isSubmitting },
  } = useForm({ resolver: zodResolver(accountChangeSchema), mode: "onTouched", defaultValues: { name } });
  const [outcome, setOutcome] = useState<{ saved: boolean; text: string } | null>(null);

  const submit = handleSubmit(async (change) => {
    setOutcome(null);
    try {
      const saved = await callApi("/api/v1/account", accountSchema, { method: "PATCH", body: change });
      reset({ name: saved.name });
      setOutcome({ saved: true, text: "Your name is saved." });
      router.refresh();
    } catch (error) {
      const text = showServerErrors(error, ["name"], setError);
      if (text !== null) setOutcome({ saved: false, text });
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-[18px]">
      <Field id="account-name" label="Name" required error={errors.name?.message}>
        <TextInput
          {...keepEarly({ setValue }, register("name", { onChange: () => setOutcome(null) }))}
          id="account-name"
          required
          autoComplete="name"
          aria-invalid={errors.name !== undefined}
          aria-describedby={fieldDescription("account-name", { error: errors.name?.message })}
        />
      </Field>
      <dl className="text-sm">
        <dt className="font-semibold text-ink">Email</dt>
        <dd className="mt-1 text-[15px] text-ink-2 [overflow-wrap:anywhere]">{email}</dd>
      </dl>
      <FormFailure>{outcome?.saved === false ? outcome.text : null}</FormFailure>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={isSubmitting} busyLabel="Saving…">
          Save name
        </Button>
        <p role="status" className="text-sm text-ink-2">
          {outcome?.saved === true && outcome.text}
        </p>
      </div>
    </form>
  );
}

"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { keepEarly } from "@/components/ui/keep-early.ts";
import { TextInput } from "@/components/ui/text-input.tsx";
import { newOwnerSchema, PASSWORD_MIN } from "@/lib/account.ts";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { PasswordInput } from "./password-input.tsx";

const fields = ["name", "email", "password"] as const;
const passwordHelp = `At least ${PASSWORD_MIN} characters: a few words are easy to remember.`;

/** Creates the owner account, then goes to the desk. */
export function WelcomeForm() {
  const {
    register,
    handleSubmit,
    setError,
    setValue,
    formState: { errors, isSubmitting },
  } = useForm({
    resolver: zodResolver(newOwnerSchema),
    mode: "onTouched",
    defaultValues: { name: "", email: "", password: "" },
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);

  const submit = handleSubmit(async (owner) => {
    setFailure(null);
    try {
      await callApi("/api/v1/owner", z.unknown(), { method: "POST", body: owner });
      setLeaving(true);
      // A full page load: what the router remembers is from before there was an account.
      window.location.assign("/sources");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const elsewhere: string[] = [];
      for (const { field, message } of error.problem?.errors ?? []) {
        const own = fields.find((name) => name === field);
        if (own === undefined) elsewhere.push(message);
        else setError(own, { type: "server", message }, { shouldFocus: true });
      }
      if (error.problem?.errors === undefined) setFailure(error.message);
      else if (elsewhere.length > 0) setFailure(elsewhere.join(" "));
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-[18px]">
      <Field id="name" label="Name" required error={errors.name?.message}>
        <TextInput
          {...keepEarly({ setValue }, register("name"))}
          id="name"
          required
          autoComplete="name"
          aria-invalid={errors.name !== undefined}
          aria-describedby={fieldDescription("name", { error: errors.name?.message })}
        />
      </Field>
      <Field id="email" label="Email" required error={errors.email?.message}>
        <TextInput
          {...keepEarly({ setValue }, register("email"))}
          id="email"
          type="email"
          required
          autoComplete="email"
          aria-invalid={errors.email !== undefined}
          aria-describedby={fieldDescription("email", { error: errors.email?.message })}
        />
      </Field>
      <Field
        id="password"
        label="Password"
        required
        help={errors.password === undefined ? passwordHelp : undefined}
        error={errors.password?.message}
      >
        <PasswordInput
          {...keepEarly({ setValue }, register("password"))}
          id="password"
          required
          autoComplete="new-password"
          aria-invalid={errors.password !== undefined}
          aria-describedby={fieldDescription("password", {
            help: errors.password === undefined ? passwordHelp : undefined,
            error: errors.password?.message,
          })}
        />
      </Field>
      <FormFailure>{failure}</FormFailure>
      <Button
        type="submit"
        variant="primary"
        busy={isSubmitting || leaving}
        busyLabel="Creating account…"
        className="mt-1 w-full"
      >
        Create account
      </Button>
    </form>
  );
}

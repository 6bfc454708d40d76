"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { PasswordInput } from "@/components/account/password-input.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { keepEarly } from "@/components/ui/keep-early.ts";
import { TextInput } from "@/components/ui/text-input.tsx";
import { PASSWORD_MIN } from "@/lib/account.ts";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { newMemberSchema } from "@/lib/organizations.ts";

const fields = ["name", "password"] as const;
const passwordHelp = `At least ${PASSWORD_MIN} characters: a few words are easy to remember.`;

interface RegisterFormProps {
  /** The address that was invited: the account gets this one. */
  email: string;
  /** The last part of the invitation's link. */
  token: string;
}

/** Creates the account of somebody who was invited, then goes to the organization's desk. */
export function RegisterForm({ email, token }: RegisterFormProps) {
  const {
    register,
    handleSubmit,
    setError,
    setValue,
    formState: { errors, isSubmitting },
  } = useForm({
    resolver: zodResolver(newMemberSchema),
    mode: "onTouched",
    defaultValues: { name: "", password: "" },
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);

  const submit = handleSubmit(async (member) => {
    setFailure(null);
    try {
      const body = { token, ...member };
      await callApi("/api/v1/invitations/register", z.unknown(), { method: "POST", body });
      setLeaving(true);
      // A full page load: what the router remembers is from before there was an account.
      window.location.assign("/sources");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      let onField = false;
      for (const { field, message } of error.problem?.errors ?? []) {
        const own = fields.find((name) => name === field);
        if (own === undefined) continue;
        setError(own, { type: "server", message }, { shouldFocus: !onField });
        onField = true;
      }
      if (!onField) setFailure(error.message);
    }
  });

  const help = errors.password === undefined ? passwordHelp : undefined;
  return (
    <form onSubmit={submit} noValidate className="grid gap-[18px]">
      <Field id="email" label="Email" help="The address that was invited.">
        {/* A field, so that password managers keep it with the password. */}
        <TextInput
          id="email"
          type="email"
          value={email}
          readOnly
          autoComplete="username"
          aria-describedby={fieldDescription("email", { help: true })}
          className="bg-sunken! text-ink-2!"
        />
      </Field>
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
      <Field id="password" label="Password" required help={help} error={errors.password?.message}>
        <PasswordInput
          {...keepEarly({ setValue }, register("password"))}
          id="password"
          required
          autoComplete="new-password"
          aria-invalid={errors.password !== undefined}
          aria-describedby={fieldDescription("password", { help, error: errors.password?.message })}
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

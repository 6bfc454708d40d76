"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { keepEarly } from "@/components/ui/keep-early.ts";
import { PASSWORD_MIN } from "@/lib/account.ts";
import { callApi } from "@/lib/api-client.ts";
import { endedSessionsSchema, passwordChangeSchema } from "@/lib/own-account.ts";
import { PasswordInput } from "./password-input.tsx";
import { showServerErrors } from "./server-errors.ts";
import { sessionsEndedWords } from "./sessions-ended.ts";

const HELP = `At least ${PASSWORD_MIN} characters: a few words are easy to remember.`;

/** Changes the password, and says how many sessions that ended. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const {
    register,
    handleSubmit,
    reset,
    setError,
    setValue,
    formState: { errors, isSubmitting },
  } = useForm({
    resolver: zodResolver(passwordChangeSchema),
    mode: "onTouched",
    defaultValues: { currentPassword: "", newPassword: "" },
  });
  const [outcome, setOutcome] = useState<{ changed: boolean; text: string } | null>(null);

  const submit = handleSubmit(async (change) => {
    setOutcome(null);
    try {
      const { sessionsEnded } = await callApi("/api/v1/account/password", endedSessionsSchema, {
        method: "PUT",
        body: change,
      });
      reset();
      setOutcome({ changed: true, text: `Your password is changed. ${sessionsEndedWords(sessionsEnded)}` });
      router.refresh();
    } catch (error) {
      const text = showServerErrors(error, ["currentPassword", "newPassword"], setError);
      if (text !== null) setOutcome({ changed: false, text });
    }
  });

  const help = errors.newPassword === undefined ? HELP : undefined;
  return (
    <form onSubmit={submit} noValidate className="grid gap-[18px]">
      {/* Not shown: it tells a password manager whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field id="current-password" label="Current password" required error={errors.currentPassword?.message}>
        <PasswordInput
          {...keepEarly({ setValue }, register("currentPassword"))}
          id="current-password"
          required
          autoComplete="current-password"
          aria-invalid={errors.currentPassword !== undefined}
          aria-describedby={fieldDescription("current-password", { error: errors.currentPassword?.message })}
        />
      </Field>
      <Field id="new-password" label="New password" required help={help} error={errors.newPassword?.message}>
        <PasswordInput
          {...keepEarly({ setValue }, register("newPassword"))}
          id="new-password"
          required
          autoComplete="new-password"
          aria-invalid={errors.newPassword !== undefined}
          aria-describedby={fieldDescription("new-password", { help, error: errors.newPassword?.message })}
        />
      </Field>
      <FormFailure>{outcome?.changed === false ? outcome.text : null}</FormFailure>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={isSubmitting} busyLabel="Changing…">
          Change password
        </Button>
        <p role="status" className="text-sm text-ink-2">
          {outcome?.changed === true && outcome.text}
        </p>
      </div>
    </form>
  );
}

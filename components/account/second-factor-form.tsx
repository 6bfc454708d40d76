"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { askAuth } from "@/lib/auth-client.ts";
import { codeSchema, recoveryCodeSchema } from "@/lib/sign-in.ts";
import { authFailure, endsCodeStep } from "./auth-failure.ts";
import { CodeField } from "./code-field.tsx";

const ways = {
  app: {
    schema: codeSchema,
    path: "/api/auth/two-factor/verify-totp",
    lead: "Enter the 6 digits that your authenticator app shows for Tessera.",
    label: "Code",
    other: "Use a recovery code",
  },
  recovery: {
    schema: recoveryCodeSchema,
    path: "/api/auth/two-factor/verify-backup-code",
    lead: "Enter one of the recovery codes that you saved. It works once.",
    label: "Recovery code",
    other: "Use the code from your app",
  },
} as const;

interface SecondFactorFormProps {
  /** `app` or `recovery`: give it another `key` when it changes. */
  way: keyof typeof ways;
  next: string;
  onOtherWay: () => void;
  /** The password has to be entered again; with what to say about it, if anything. */
  onRestart: (failure: string | null) => void;
}

/** The second step of signing in: a code, after which the session begins. */
export function SecondFactorForm({ way, next, onOtherWay, onRestart }: SecondFactorFormProps) {
  const { schema, path, lead, label, other } = ways[way];
  const { register, handleSubmit, setFocus, formState } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { code: "" },
  });
  const { errors, isSubmitting } = formState;
  const [failure, setFailure] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);

  // The step before had the focus, and is gone.
  useEffect(() => setFocus("code"), [setFocus]);

  const submit = handleSubmit(async (body) => {
    setFailure(null);
    try {
      await askAuth(path, z.unknown(), body);
    } catch (error) {
      if (endsCodeStep(error)) return onRestart(authFailure(error));
      setFailure(authFailure(error));
      setFocus("code", { shouldSelect: true });
      return;
    }
    setLeaving(true);
    window.location.assign(next);
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-[18px]">
      <p className="text-ink-2">{lead}</p>
      <CodeField
        {...register("code")}
        id="code"
        label={label}
        error={errors.code?.message}
        autoComplete="one-time-code"
        inputMode={way === "app" ? "numeric" : "text"}
      />
      <FormFailure>{failure}</FormFailure>
      <Button
        type="submit"
        variant="primary"
        busy={isSubmitting || leaving}
        busyLabel="Signing in…"
        className="mt-1 w-full"
      >
        Sign in
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="quiet" size="small" className="-ml-3" onClick={onOtherWay}>
          {other}
        </Button>
        <Button variant="quiet" size="small" className="-mr-3" onClick={() => onRestart(null)}>
          Start again
        </Button>
      </div>
    </form>
  );
}

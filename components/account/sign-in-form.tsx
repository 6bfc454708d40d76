"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { keepEarly } from "@/components/ui/keep-early.ts";
import { TextInput } from "@/components/ui/text-input.tsx";
import { signInSchema } from "@/lib/account.ts";
import { PasswordInput } from "./password-input.tsx";
import { type SignInOutcome, signIn } from "./sign-in.ts";

/** None says which of the two was wrong: that would tell a stranger who has an account. */
const failures: Record<Exclude<SignInOutcome, "signed-in" | "code-needed" | object>, string> = {
  wrong: "This email address and password do not belong together. Check both and try again.",
  "foreign-address":
    "Tessera does not accept sign-ins from the address in your browser. Open it at the address that it was set up with.",
  unanswered: "Tessera did not answer. Check your connection and try again.",
};

interface SignInFormProps {
  /** Where it leads; the page has checked that it is on this site. */
  next: string;
  /** Whose account it is about, where that is known. */
  email?: string;
  /** The password was right, and the account asks for a code. */
  onCodeNeeded: () => void;
}

/** Signs in with a password, then goes to `next`. */
export function SignInForm({ next, email = "", onCodeNeeded }: SignInFormProps) {
  const {
    register,
    handleSubmit,
    setFocus,
    setValue,
    formState: { errors, isSubmitting },
  } = useForm({
    resolver: zodResolver(signInSchema),
    mode: "onTouched",
    defaultValues: { email, password: "" },
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);

  const submit = handleSubmit(async (credentials) => {
    setFailure(null);
    const outcome = await signIn(credentials);
    if (outcome === "signed-in") {
      setLeaving(true);
      // A full page load: what the router remembers is from before the session.
      window.location.assign(next);
      return;
    }
    if (outcome === "code-needed") return onCodeNeeded();
    setFailure(typeof outcome === "object" ? outcome.wait : failures[outcome]);
    if (outcome === "wrong") setFocus("password", { shouldSelect: true });
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-[18px]">
      <Field id="email" label="Email" error={errors.email?.message}>
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
      <Field id="password" label="Password" error={errors.password?.message}>
        <PasswordInput
          {...keepEarly({ setValue }, register("password"))}
          id="password"
          required
          autoComplete="current-password"
          aria-invalid={errors.password !== undefined}
          aria-describedby={fieldDescription("password", { error: errors.password?.message })}
        />
      </Field>
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
    </form>
  );
}

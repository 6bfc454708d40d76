"use client";

import { useState } from "react";
import { Notice } from "@/components/ui/notice.tsx";
import { OtherWays } from "./other-ways.tsx";
import { SecondFactorForm } from "./second-factor-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";

interface SignInStepsProps {
  next: string;
  /** Whose account it is about, where that is known. */
  email?: string;
  passkeys: boolean;
  provider: string | null;
  /** Why the way before did not work, or null. */
  failure: string | null;
}

/** Signing in: the password or another way, then a code where the account asks for one. */
export function SignInSteps({ next, email = "", passkeys, provider, failure }: SignInStepsProps) {
  const [step, setStep] = useState<"password" | "app" | "recovery">("password");
  const [notice, setNotice] = useState(failure);

  if (step !== "password") {
    return (
      <SecondFactorForm
        key={step}
        way={step}
        next={next}
        onOtherWay={() => setStep(step === "app" ? "recovery" : "app")}
        onRestart={(said) => {
          setNotice(said);
          setStep("password");
        }}
      />
    );
  }
  return (
    <>
      {notice !== null && (
        <div className="mb-[18px]">
          <Notice tone="rejected" role="alert">
            {notice}
          </Notice>
        </div>
      )}
      <SignInForm
        next={next}
        email={email}
        onCodeNeeded={() => {
          setNotice(null);
          setStep("app");
        }}
      />
      {(passkeys || provider !== null) && <OtherWays next={next} passkeys={passkeys} provider={provider} />}
    </>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { relativeTime } from "@/components/credentials/relative-time.ts";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { Passkey } from "@/lib/sign-in.ts";
import { AddPasskeyDialog } from "./add-passkey-dialog.tsx";
import { RemovePasskeyDialog } from "./remove-passkey-dialog.tsx";
import { SettingsSection } from "./settings-section.tsx";

interface PasskeySectionProps {
  passkeys: readonly Passkey[];
  /** Why none can be added on this page, or null where one can. */
  obstacle: string | null;
  /** When the page was made, ISO 8601. */
  now: string;
}

/** The passkeys of an account: adds, lists and removes them. */
export function PasskeySection({ passkeys, obstacle, now }: PasskeySectionProps) {
  const router = useRouter();
  const [step, setStep] = useState<{ kind: "add" } | { kind: "remove"; passkey: Passkey } | null>(null);
  const [said, setSaid] = useState("");

  function done(what: string) {
    setStep(null);
    setSaid(what);
    router.refresh();
  }

  return (
    <SettingsSection
      id="passkeys"
      title="Passkeys"
      lead="Sign in with your fingerprint, your face or a PIN instead of the password. A passkey stands for the code, too."
    >
      {passkeys.length > 0 && (
        <ul aria-label="Passkeys" className="border-y border-line">
          {passkeys.map((passkey) => (
            <li
              key={passkey.id}
              className="flex items-center justify-between gap-4 border-line py-2.5 not-first:border-t"
            >
              <div className="min-w-0">
                <p className="font-medium [overflow-wrap:anywhere]">{passkey.name}</p>
                <p className="text-[13px] text-ink-3">{historyOf(passkey, now)}</p>
              </div>
              <Button
                size="small"
                aria-label={`Remove ${passkey.name}`}
                onClick={() => setStep({ kind: "remove", passkey })}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {obstacle === null ? (
        <div>
          <Button
            variant={passkeys.length === 0 ? "primary" : "secondary"}
            onClick={() => setStep({ kind: "add" })}
          >
            Add a passkey
          </Button>
        </div>
      ) : (
        <Notice>{obstacle}</Notice>
      )}
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {said}
      </p>
      {step?.kind === "add" && (
        <AddPasskeyDialog onClose={() => setStep(null)} onAdded={(name) => done(`${name} was added.`)} />
      )}
      {step?.kind === "remove" && (
        <RemovePasskeyDialog
          passkey={step.passkey}
          onClose={() => setStep(null)}
          onRemoved={() => done(`${step.passkey.name} was removed.`)}
        />
      )}
    </SettingsSection>
  );
}

function historyOf({ createdAt, synced }: Passkey, now: string): string {
  const added = createdAt === null ? [] : [`added ${relativeTime(createdAt, now)}`];
  return [...added, synced ? "synced between devices" : "on one device"].join(" · ");
}

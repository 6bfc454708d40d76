import Link from "next/link";
import { EnvironmentMark } from "@/components/credentials/environment-mark.tsx";
import { KeyHint } from "@/components/credentials/key-hint.tsx";
import { Mosaic } from "@/components/credentials/mosaic.tsx";
import { VerdictBadge } from "@/components/credentials/verdict-badge.tsx";
import { type VerdictOnScreen, verdictWords } from "@/components/credentials/verdict-words.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";

interface CredentialInUseProps {
  credential: CredentialSummary;
  /** The connector's name. */
  service: string;
  environmentLabel: string;
  /** ISO 8601, from the server. */
  now: string;
}

/** The credential that a source or a destination uses, and what its last test found. It leads to the credential's panel. */
export function CredentialInUse({ credential, service, environmentLabel, now }: CredentialInUseProps) {
  const { id, name, mosaic, environment, keyHint, verdict, testedAt, unreachableAt, verdictDetail } =
    credential;
  const shown: VerdictOnScreen = { verdict, testedAt, unreachableAt, detail: verdictDetail, service };
  return (
    <section
      aria-label="Credential"
      className="relative flex items-center gap-3.5 rounded-tile border border-line bg-surface p-4 shadow-tile transition-shadow duration-100 has-[a:hover]:border-line-strong has-[a:hover]:shadow-lift max-[700px]:flex-wrap"
    >
      <Mosaic mosaic={mosaic} />
      <div className="min-w-0 flex-1 max-[700px]:basis-[calc(100%-60px)]">
        <p className="text-[13px] text-ink-3">Credential</p>
        <Link
          href={`/credentials?credential=${id}`}
          className="line-clamp-2 rounded-chip font-semibold leading-[1.3] text-ink [overflow-wrap:anywhere] after:absolute after:inset-0 after:rounded-tile hover:underline"
        >
          {name}
        </Link>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-[12.5px] text-ink-2">
          <EnvironmentMark environment={environment} />
          {environmentLabel}
          <span className="ml-1">
            <KeyHint hint={keyHint} />
          </span>
        </p>
      </div>
      <div className="min-w-0 max-w-[56ch] text-right max-[700px]:max-w-none max-[700px]:basis-full max-[700px]:text-left">
        <VerdictBadge {...shown} now={now} />
        <p aria-hidden="true" className="mt-1 text-pretty text-[13px] leading-snug text-ink-2 empty:hidden">
          {verdict === "untested" ? "" : verdictWords(shown, now).sentence}
        </p>
      </div>
    </section>
  );
}

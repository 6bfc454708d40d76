import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import { EnvironmentMark } from "./environment-mark.tsx";
import { KeyHint } from "./key-hint.tsx";
import { Mosaic } from "./mosaic.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

interface SelectedCredentialProps {
  credential: CredentialSummary;
  connector: ConnectorOnScreen;
  /** "source" or "destination": what is about to use it. */
  what: string;
  /** Back to the tiles, with this one selected. */
  changeHref: string;
  /** ISO 8601, from the server. */
  now: string;
}

/** The selected tile in small, and the way back to choose another one. */
export function SelectedCredential({
  credential,
  connector,
  what,
  changeHref,
  now,
}: SelectedCredentialProps) {
  const problem = problemOf(credential, connector.name, what);
  return (
    <section aria-label="Selected credential" className="grid gap-3">
      <div className="flex items-center gap-3 rounded-tile border border-line bg-surface p-4 shadow-tile max-[700px]:flex-wrap">
        <Mosaic mosaic={credential.mosaic} />
        <div className="min-w-0 flex-1 max-[700px]:basis-[calc(100%-60px)]">
          <p className="line-clamp-2 font-semibold leading-[1.3] text-ink [overflow-wrap:anywhere]">
            {credential.name}
          </p>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-[12.5px] text-ink-2">
            <EnvironmentMark environment={credential.environment} />
            {environmentLabel(connector, credential.environment)}
            <span className="ml-1">
              <KeyHint hint={credential.keyHint} />
            </span>
          </p>
        </div>
        <VerdictBadge
          verdict={credential.verdict}
          testedAt={credential.testedAt}
          unreachableAt={credential.unreachableAt}
          detail={credential.verdictDetail}
          service={connector.name}
          now={now}
        />
        <ButtonLink href={changeHref} size="small" className="max-[700px]:ml-auto">
          Change<VisuallyHidden> the credential</VisuallyHidden>
        </ButtonLink>
      </div>
      {problem !== null && <Notice tone="limited">{problem}</Notice>}
    </section>
  );
}

/** What will not work yet. It can be created all the same: whoever replaces the key repairs it. */
function problemOf({ verdict }: CredentialSummary, service: string, what: string): string | null {
  if (verdict === "rejected") {
    return `${service} rejected this key. You can create the ${what} now, but it will not work until its key does.`;
  }
  if (verdict === "unreadable") {
    return `This key cannot be opened: damaged or tampered with. The ${what} will not work with it; select another credential.`;
  }
  return null;
}

import { useState } from "react";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { QuestionPanel } from "@/components/ui/question-panel.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { TokenSummary } from "@/lib/tokens.ts";
import { creationWords, endsSoon, endWords, lastUseWords } from "./token-words.ts";

interface TokenRowProps {
  token: TokenSummary;
  /** ISO 8601; what ages are counted from. */
  now: string;
  /** Resolves to why it was not revoked, or to null once it is. */
  onRevoke: (token: TokenSummary) => Promise<string | null>;
}

/** One token: what it may do, with what, who made it, until when. Dimmed where it works no more. */
export function TokenRow({ token, now, onRevoke }: TokenRowProps) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { name, hint, state, scopes } = token;
  const works = state === "active";

  async function revoke() {
    setBusy(true);
    setProblem(await onRevoke(token));
    setBusy(false);
  }

  function keep() {
    setAsking(false);
    setProblem(null);
  }

  return (
    <li className="border-t border-line px-5 py-4 first:border-t-0 max-[700px]:px-4">
      <div className="flex items-start justify-between gap-4">
        <h3 className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <span
            className={`text-[15px] font-semibold [overflow-wrap:anywhere] ${works ? "text-ink" : "text-ink-3"}`}
          >
            {name}
          </span>
          <span className="font-mono text-xs font-medium whitespace-nowrap text-ink-3">
            <VisuallyHidden>Token ending in </VisuallyHidden>
            <span aria-hidden="true">tsr_… </span>
            {hint}
          </span>
          {endsSoon(token, now) && (
            <Badge tone="limited" icon="bang">
              Expires soon
            </Badge>
          )}
          {!works && <Badge tone="idle">{state === "revoked" ? "Revoked" : "Expired"}</Badge>}
        </h3>
        {state !== "revoked" && !asking && (
          <Button size="small" onClick={() => setAsking(true)} className="shrink-0 max-[700px]:min-h-10">
            Revoke
            <VisuallyHidden> {name}</VisuallyHidden>
          </Button>
        )}
      </div>
      <ul aria-label="Scopes" className="mt-1.5 flex flex-wrap gap-1.5">
        {scopes.map((scope) => (
          <li
            key={scope}
            className={`rounded-chip bg-sunken px-2 py-0.5 font-mono text-xs ${works ? "text-ink-2" : "text-ink-3"}`}
          >
            {scope}
          </li>
        ))}
      </ul>
      <Reach credentials={token.credentials} />
      <p className="mt-1 text-[13px] leading-normal text-pretty text-ink-3">
        {[creationWords(token, now), endWords(token, now), lastUseWords(token, now)].join(" · ")}
      </p>
      {asking && state !== "revoked" && (
        <QuestionPanel
          label={`Revoke ${name}?`}
          question="Revoke this token? Whatever uses it is refused from then on, for good."
          action="Revoke"
          busyLabel="Revoking…"
          busy={busy}
          problem={problem}
          onKeep={keep}
          onConfirm={revoke}
          className="mt-3 border-t border-line pt-3"
        />
      )}
    </li>
  );
}

const NAMED_AT_ONCE = 3;

/** Which credentials a token is limited to, by name. */
function Reach({ credentials }: Pick<TokenSummary, "credentials">) {
  const look = "mt-2 text-[13px] leading-normal text-ink-2 [overflow-wrap:anywhere]";
  if (credentials === null) return <p className={look}>All credentials</p>;
  if (credentials.length === 0) {
    return <p className={look}>No credential any more: those that it was limited to were deleted.</p>;
  }
  const names = credentials.map((credential) => credential.name);
  if (names.length <= NAMED_AT_ONCE) return <p className={look}>Only {names.join(", ")}</p>;
  return (
    <details className={look}>
      <summary className="w-fit cursor-pointer rounded-chip">
        Only {names.slice(0, NAMED_AT_ONCE).join(", ")} and {names.length - NAMED_AT_ONCE} more
      </summary>
      <p className="mt-1">{names.slice(NAMED_AT_ONCE).join(", ")}</p>
    </details>
  );
}

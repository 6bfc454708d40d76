import { Button } from "@/components/ui/button.tsx";
import { CheckRow } from "@/components/ui/check-row.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import { EnvironmentMark } from "./environment-mark.tsx";
import { KeyHint } from "./key-hint.tsx";
import type { useCredentialSearch } from "./use-credential-search.ts";

interface TargetChoiceProps {
  connector: ConnectorOnScreen;
  search: ReturnType<typeof useCredentialSearch>;
  /** The one that is left, where one is: no choice. */
  leftId: string;
  chosen: CredentialSummary | null;
  onChoose: (credential: CredentialSummary) => void;
}

/** The credentials that were found, one of which can be chosen. The chosen one stays in view. */
export function TargetChoice({ connector, search, leftId, chosen, onChoose }: TargetChoiceProps) {
  const found = (search.found?.credentials ?? []).filter(
    ({ id, verdict }) => id !== leftId && verdict !== "unreadable",
  );
  const shown = chosen === null || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return (
    <>
      {search.failed && (
        <Notice tone="rejected" role="alert">
          Tessera did not answer, so these may not be all credentials.{" "}
          <Button size="small" onClick={search.again} className="ml-1">
            Try again
          </Button>
        </Notice>
      )}
      <fieldset aria-busy={search.searching} className="min-w-0">
        <legend className="sr-only">Credentials that were found</legend>
        <div className="grid max-h-[280px] min-h-[46px] content-start gap-0.5 overflow-y-auto rounded-control border border-line p-1">
          {shown.map((credential) => (
            <CheckRow
              key={credential.id}
              type="radio"
              name="target"
              checked={credential.id === chosen?.id}
              onChange={() => onChoose(credential)}
              title={credential.name}
            >
              <span className="flex items-center gap-1.5">
                <EnvironmentMark environment={credential.environment} />
                {environmentLabel(connector, credential.environment)}
                <KeyHint hint={credential.keyHint} />
              </span>
            </CheckRow>
          ))}
          <p role="status" className="px-2.5 py-2 text-[13px] text-ink-3 empty:hidden">
            {statusOf(search, found.length)}
          </p>
        </div>
      </fieldset>
    </>
  );
}

function statusOf({ found, query }: ReturnType<typeof useCredentialSearch>, count: number): string {
  if (found === null) return "Looking for credentials…";
  if (found.more) return "There are more: type more of the name.";
  if (count > 0) return "";
  return query.trim() === ""
    ? "There is no other credential of this service: add one first."
    : "No credential matches.";
}

import { useId, useState } from "react";
import { type ConnectorOnScreen, environmentLabel } from "@/components/credentials/connector-on-screen.ts";
import { EnvironmentMark } from "@/components/credentials/environment-mark.tsx";
import { TargetChoice } from "@/components/credentials/target-choice.tsx";
import { useCredentialSearch } from "@/components/credentials/use-credential-search.ts";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { CredentialSummary } from "@/lib/credentials.ts";
import type { Integration } from "@/lib/integrations.ts";

/** What a source or a destination says of the credential that it uses. */
export type UsedCredential = Pick<Integration["credential"], "id" | "name" | "environment">;

interface UsedCredentialFieldProps {
  connector: ConnectorOnScreen;
  used: UsedCredential;
  /** It is another one than is saved. */
  isNew: boolean;
  error: string | undefined;
  onChoose: (credential: CredentialSummary) => void;
}

/** The credential in use, and a search for another one of the same service when it is asked for. */
export function UsedCredentialField({ connector, used, isNew, error, onChoose }: UsedCredentialFieldProps) {
  const id = useId();
  const [choosing, setChoosing] = useState(false);

  return (
    // biome-ignore lint/a11y/useSemanticElements: its legend would stand in the way of the button beside it.
    <div role="group" aria-labelledby={`${id}-label`} className="grid min-w-0 gap-1.5">
      <p id={`${id}-label`} className="text-sm font-semibold text-ink">
        Credential
      </p>
      <div className="flex min-h-[42px] min-w-0 items-center justify-between gap-3 rounded-control border border-line bg-sunken py-1.5 pr-1.5 pl-3.5">
        <p className="min-w-0 text-sm [overflow-wrap:anywhere]">
          <span className="font-semibold text-ink">{used.name}</span>
          <span className="ml-2 inline-flex items-center gap-1.5 text-[13px] text-ink-2">
            <EnvironmentMark environment={used.environment} />
            {environmentLabel(connector, used.environment)}
          </span>
        </p>
        <Button
          size="small"
          aria-expanded={choosing}
          onClick={() => setChoosing(!choosing)}
          className="shrink-0"
        >
          {choosing ? "Done" : "Change"}
        </Button>
      </div>
      <div aria-live="polite">
        {error !== undefined && <p className="text-[13px] font-medium leading-snug text-rejected">{error}</p>}
        {isNew && error === undefined && (
          <p className="text-[13px] leading-snug text-ink-2">Save switches to this credential, at once.</p>
        )}
      </div>
      {choosing && <OtherCredentials connector={connector} used={used} onChoose={onChoose} />}
    </div>
  );
}

interface OtherCredentialsProps {
  connector: ConnectorOnScreen;
  used: UsedCredential;
  onChoose: (credential: CredentialSummary) => void;
}

function OtherCredentials({ connector, used, onChoose }: OtherCredentialsProps) {
  const search = useCredentialSearch({ connector: connector.id });
  const label = `Search ${connector.name} credentials`;
  return (
    <div className="grid gap-2">
      <TextInput
        type="search"
        aria-label={label}
        placeholder={label}
        value={search.query}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        // Enter would save the form.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        onChange={(event) => search.setQuery(event.target.value)}
        leading={<Icon name="search" />}
      />
      <TargetChoice
        connector={connector}
        search={search}
        leftId=""
        chosen={search.found?.credentials.find(({ id }) => id === used.id) ?? null}
        onChoose={onChoose}
      />
    </div>
  );
}

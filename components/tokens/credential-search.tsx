import { useId } from "react";
import { EnvironmentMark } from "@/components/credentials/environment-mark.tsx";
import { KeyHint } from "@/components/credentials/key-hint.tsx";
import { type Found, useCredentialSearch } from "@/components/credentials/use-credential-search.ts";
import { Button } from "@/components/ui/button.tsx";
import { CheckRow } from "@/components/ui/check-row.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";

export interface NamedCredential {
  id: string;
  name: string;
}

interface CredentialSearchProps {
  chosen: readonly NamedCredential[];
  onChange: (chosen: NamedCredential[]) => void;
}

/** Finds credentials by name, hint or description, and ticks them. Those that are ticked stay in view as chips. */
export function CredentialSearch({ chosen, onChange }: CredentialSearchProps) {
  const id = useId();
  const search = useCredentialSearch();
  const ids = new Set(chosen.map((credential) => credential.id));

  function toggle({ id, name }: NamedCredential) {
    if (ids.has(id)) onChange(chosen.filter((credential) => credential.id !== id));
    else onChange([...chosen, { id, name }]);
  }

  return (
    <div className="grid gap-2.5">
      {chosen.length > 0 && (
        <ul aria-label="Chosen credentials" className="flex flex-wrap gap-1.5">
          {chosen.map((credential) => (
            <li key={credential.id} className="min-w-0">
              <button
                type="button"
                onClick={() => toggle(credential)}
                className="inline-flex min-h-8 max-w-full cursor-pointer items-center gap-1.5 rounded-chip bg-accent-soft py-1 pr-2 pl-2.5 text-[13px] font-semibold text-ink hover:text-accent-strong max-[700px]:min-h-10"
              >
                <VisuallyHidden>Remove </VisuallyHidden>
                <span className="min-w-0 truncate">{credential.name}</span>
                <Icon name="cross" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextInput
        type="search"
        id={id}
        aria-label="Search credentials"
        placeholder="Search credentials"
        value={search.query}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={(event) => {
          // Enter searches, and does not create the token.
          if (event.key === "Enter") event.preventDefault();
        }}
        leading={<Icon name="search" />}
      />
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
        <div className="grid max-h-[232px] min-h-[46px] content-start gap-0.5 overflow-y-auto rounded-control border border-line p-1">
          {search.found?.credentials.map((credential) => (
            <CheckRow
              key={credential.id}
              checked={ids.has(credential.id)}
              onChange={() => toggle(credential)}
              title={credential.name}
            >
              <span className="flex items-center gap-1.5">
                <EnvironmentMark environment={credential.environment} />
                <span className="capitalize">{credential.environment}</span>
                <KeyHint hint={credential.keyHint} />
              </span>
            </CheckRow>
          ))}
          <p role="status" className="px-2.5 py-2 text-[13px] text-ink-3 empty:hidden">
            {statusOf(search.found, search.query)}
          </p>
        </div>
      </fieldset>
    </div>
  );
}

function statusOf(found: Found | null, query: string): string {
  if (found === null) return "Looking for credentials…";
  if (found.more) return "There are more: type more of the name.";
  if (found.credentials.length > 0) return "";
  return query.trim() === "" ? "There is no credential yet." : "No credential matches.";
}

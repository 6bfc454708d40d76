import Link from "next/link";
import { Button } from "@/components/ui/button.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Select } from "@/components/ui/select.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { ActivityEvent } from "@/lib/activity.ts";
import { type ActivitySearch, activityHref, isNarrowed } from "./activity-query.ts";

interface ActivityFiltersProps {
  search: ActivitySearch;
  actors: readonly ActivityEvent["actor"][];
  /** How each action is said, after who did it. */
  words: Readonly<Record<string, string>>;
  /** The name of the credential of `search.credentialId`. */
  credentialName: string | null;
}

/** What the list is narrowed by, all in the address: a plain GET form, which needs no script. */
export function ActivityFilters({ search, actors, words, credentialName }: ActivityFiltersProps) {
  const people = actors.filter(({ kind }) => kind !== "token");
  const tokens = actors.filter(({ kind }) => kind === "token");
  return (
    <search>
      {/* The key: fields keep what was typed, and must show another search when a link led to it. */}
      <form
        key={activityHref(search)}
        method="get"
        action={activityHref({})}
        className="mb-6 grid grid-cols-[repeat(auto-fit,minmax(148px,1fr))] items-end gap-x-3 gap-y-3.5"
      >
        <Field id="activity-actor" label="Person or token">
          <Select id="activity-actor" name="actorId" defaultValue={search.actorId} className="w-full">
            <option value="">Anybody</option>
            <Actors label="People" actors={people} />
            <Actors label="Tokens" actors={tokens} />
          </Select>
        </Field>
        <Field id="activity-action" label="Action">
          <Select id="activity-action" name="action" defaultValue={search.action} className="w-full">
            <option value="">Anything</option>
            {Object.entries(words).map(([action, text]) => (
              <option key={action} value={action}>
                {text.charAt(0).toUpperCase() + text.slice(1)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="activity-credential" label="Credential">
          {search.credentialId !== undefined && (
            <input type="hidden" name="credentialId" value={search.credentialId} />
          )}
          <TextInput
            id="activity-credential"
            name="credential"
            defaultValue={credentialName ?? search.credential}
            placeholder="Any: type a name"
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field id="activity-from" label="From">
          <TextInput id="activity-from" name="from" type="date" defaultValue={search.from} />
        </Field>
        <Field id="activity-to" label="To">
          <TextInput id="activity-to" name="to" type="date" defaultValue={search.to} />
        </Field>
        <div className="flex min-h-[42px] items-center gap-4">
          <Button type="submit">Show</Button>
          {isNarrowed(search) && (
            <Link
              href={activityHref({})}
              className="text-sm font-semibold text-accent underline underline-offset-2"
            >
              Clear
            </Link>
          )}
        </div>
      </form>
    </search>
  );
}

function Actors({ label, actors }: { label: string; actors: readonly ActivityEvent["actor"][] }) {
  if (actors.length === 0) return null;
  return (
    <optgroup label={label}>
      {actors.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button.tsx";
import { QuestionPanel } from "@/components/ui/question-panel.tsx";
import type { CredentialSummary } from "@/lib/credentials.ts";
import type { DeletedCredential } from "@/lib/deleted-credentials.ts";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import { daysUntil } from "./days-until.ts";
import { EnvironmentMark } from "./environment-mark.tsx";
import { KeyHint } from "./key-hint.tsx";
import { Mosaic } from "./mosaic.tsx";
import { exactTime, relativeTime } from "./relative-time.ts";
import { RestoreControl } from "./restore-control.tsx";

interface DeletedRowProps {
  credential: DeletedCredential;
  /** None where the connector is not known any more. */
  connector: ConnectorOnScreen | undefined;
  /** ISO 8601, from the server. */
  now: string;
  onRestored: (credential: CredentialSummary) => void;
  /** Destroys it. Answers why it did not, where it did not. */
  onDestroy: () => Promise<string | null>;
}

/** One deleted credential: what it was, who deleted it, and what can still be done. */
export function DeletedRow({ credential, connector, now, onRestored, onDestroy }: DeletedRowProps) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const { id, name, environment, keyHint, mosaic, deletedBy, deletedAt, destroyAt } = credential;

  function keep() {
    // At once, so that the button that asked is there again to take the focus.
    flushSync(() => {
      setAsking(false);
      setProblem(null);
    });
    ask.current?.focus();
  }

  async function destroy() {
    setBusy(true);
    setProblem(await onDestroy());
    setBusy(false);
  }

  return (
    <tr className="align-middle">
      <th scope="row" className="px-4 py-3 font-normal">
        <span className="flex items-center gap-3">
          <Mosaic mosaic={mosaic} />
          <span className="min-w-0">
            <span className="block text-[15px] font-semibold text-ink [overflow-wrap:anywhere]">{name}</span>
            <KeyHint hint={keyHint} />
          </span>
        </span>
      </th>
      <td className="px-4 py-3 text-ink-2 min-[1000px]:whitespace-nowrap">
        {connector?.name ?? credential.connector}
        <span className="flex items-center gap-1.5 text-[13px]">
          <EnvironmentMark environment={environment} />
          {connector === undefined ? environment : environmentLabel(connector, environment)}
        </span>
      </td>
      <td className="px-4 py-3 text-ink-2 [overflow-wrap:anywhere]">
        <span className="min-[1000px]:hidden">Deleted </span>
        <time dateTime={deletedAt} title={exactTime(deletedAt)}>
          {relativeTime(deletedAt, now)}
        </time>{" "}
        by {deletedBy === null || deletedBy.name === "" ? "somebody" : deletedBy.name}
      </td>
      <td className="px-4 py-3 text-ink-2 min-[1000px]:whitespace-nowrap">
        <span className="min-[1000px]:hidden">Key destroyed </span>
        <time dateTime={destroyAt} title={exactTime(destroyAt)}>
          {daysUntil(destroyAt, now)}
        </time>
      </td>
      <td className="px-4 py-3 max-[999px]:mt-2 min-[1000px]:w-[300px]">
        {asking ? (
          <QuestionPanel
            label={`Destroy ${name}?`}
            question="Destroy its key now? Nothing brings it back."
            action="Destroy"
            busyLabel="Destroying…"
            busy={busy}
            problem={problem}
            onKeep={keep}
            onConfirm={destroy}
          />
        ) : (
          <div className="flex flex-wrap items-start gap-2">
            <RestoreControl id={id} name={name} onRestored={onRestored} />
            <Button
              ref={ask}
              variant="quiet"
              size="small"
              aria-label={`Destroy now: ${name}`}
              onClick={() => setAsking(true)}
            >
              Destroy now
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}

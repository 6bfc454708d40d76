import type { CredentialSummary } from "@/lib/credentials.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import type { DialogAction } from "./credential-dialogs.tsx";
import { isRejectedSinceSwitch, otherLabels } from "./key-switch.ts";
import { mayChange, type Reader } from "./reader.ts";
import { relativeTime } from "./relative-time.ts";

interface KeyNoticeProps {
  credential: CredentialSummary;
  connector: ConnectorOnScreen;
  reader: Reader;
  /** ISO 8601, from the server. */
  now: string;
  onAction: (action: DialogAction) => void;
  className?: string;
}

/**
 * The next step of a key that does not work: of a rejected one, back to the earlier one, or to the Base URL that it may
 * belong to; of a damaged one, another key.
 */
export function KeyNotice(props: KeyNoticeProps) {
  const { credential, connector, reader, now, onAction, className = "" } = props;
  const { verdict, keyReplacedAt, environment } = credential;
  const look = `text-[13px] leading-snug ${className}`;
  if (verdict === "unreadable") {
    return (
      <p className={`${look} text-pretty text-ink-2`}>
        Damaged or tampered with.{" "}
        {mayChange(reader, credential) ? (
          <>
            <Step onClick={() => onAction("replace-key")}>Replace its key</Step>, or delete it.
          </>
        ) : (
          "Its owner or an admin can replace its key."
        )}
      </p>
    );
  }
  if (verdict !== "rejected") return null;
  if (keyReplacedAt !== null && isRejectedSinceSwitch(credential)) {
    return (
      <p className={`${look} text-rejected`}>
        Rejected since the key was replaced {relativeTime(keyReplacedAt, now)}.{" "}
        {mayChange(reader, credential) && <Step onClick={() => onAction("undo-key")}>Undo</Step>}
      </p>
    );
  }
  const others = otherLabels(connector, environment);
  if (!reader.mayTest || others === "") return null;
  return (
    <p className={`${look} text-ink-2`}>
      Wrong Base URL? <Step onClick={() => onAction("try-elsewhere")}>Try {others}</Step>
    </p>
  );
}

function Step({ onClick, children }: { onClick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="cursor-pointer rounded-chip py-0.5 font-semibold text-accent underline underline-offset-2"
    >
      {children}
    </button>
  );
}

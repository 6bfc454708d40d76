import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { summaryAnswer } from "./answers.ts";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import type { SavedAs } from "./use-save.ts";

interface SameKeyNoticeProps {
  savedAs: SavedAs;
  connector: ConnectorOnScreen;
  /** What goes on in spite of it: "Save anyway". */
  anyway: string;
  onAnyway: () => void;
  /** Somebody takes the tile that there is; without it, it is only named. */
  onUse?: (credential: CredentialSummary) => void;
}

/** Says which tile has the key already. Nobody has read either key. */
export function SameKeyNotice({ savedAs, connector, anyway, onAnyway, onUse }: SameKeyNoticeProps) {
  const [failure, setFailure] = useState<string | null>(null);

  async function use() {
    try {
      onUse?.(await callApi(`/api/v1/credentials/${savedAs.id}`, summaryAnswer));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.message);
    }
  }

  return (
    <Notice tone="limited">
      <p>
        This key is already saved as <b className="font-semibold">{savedAs.name}</b> (
        {environmentLabel(connector, savedAs.environment)}).
        {onUse !== undefined && " Use that tile?"}
      </p>
      {failure !== null && <p className="mt-1">{failure}</p>}
      <div className="mt-2 flex flex-wrap gap-2">
        {onUse !== undefined && (
          <Button size="small" onClick={use}>
            Use that tile
          </Button>
        )}
        <Button size="small" variant="quiet" onClick={onAnyway}>
          {anyway}
        </Button>
      </div>
    </Notice>
  );
}

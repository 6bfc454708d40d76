"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import * as z from "zod/mini";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Table } from "@/components/ui/table.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";
import type { DeletedCredential } from "@/lib/deleted-credentials.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { DeletedRow } from "./deleted-row.tsx";

interface DeletedTableProps {
  credentials: readonly DeletedCredential[];
  connectors: readonly ConnectorOnScreen[];
  /** ISO 8601, from the server. */
  now: string;
}

/** The bin: each deleted credential can be restored, or destroyed before its time. */
export function DeletedTable({ credentials, connectors, now }: DeletedTableProps) {
  const router = useRouter();
  const said = useRef<HTMLParagraphElement>(null);
  const [restored, setRestored] = useState<CredentialSummary | null>(null);
  const [destroyed, setDestroyed] = useState<string | null>(null);

  /** What was pressed is gone with its row: what came of it takes the focus. */
  function done(to: { restored?: CredentialSummary; destroyed?: string }) {
    setRestored(to.restored ?? null);
    setDestroyed(to.destroyed ?? null);
    said.current?.focus();
    router.refresh();
  }

  /** Answers why it was not destroyed, where it was not. */
  async function destroy({ id, name }: DeletedCredential): Promise<string | null> {
    try {
      await callApi(`/api/v1/credentials/bin/${id}`, z.null(), { method: "DELETE" });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.problem?.status !== 404) return error.message;
    }
    done({ destroyed: name });
    return null;
  }

  return (
    <>
      <p
        ref={said}
        role="status"
        tabIndex={-1}
        className={`text-sm text-ink-2 outline-none [overflow-wrap:anywhere] ${restored === null && destroyed === null ? "" : "mb-4"}`}
      >
        {restored !== null && (
          <>
            <b className="font-semibold text-ink">{restored.name}</b> is restored.{" "}
            <Link
              href={`/credentials?credential=${restored.id}`}
              className="font-semibold text-accent underline underline-offset-2"
            >
              Show it
            </Link>
          </>
        )}
        {destroyed !== null && (
          <>
            <b className="font-semibold text-ink">{destroyed}</b> is destroyed.
          </>
        )}
      </p>
      {credentials.length === 0 ? (
        <EmptyState title="Nothing is deleted">
          Credentials that are deleted wait here for 30 days.
        </EmptyState>
      ) : (
        <div className="min-[1000px]:rounded-tile min-[1000px]:border min-[1000px]:border-line min-[1000px]:bg-surface min-[1000px]:shadow-tile">
          <Table
            caption="Deleted credentials"
            columns={["Credential", "Service", "Deleted", "Key destroyed", "Actions"]}
            cards
          >
            {credentials.map((credential) => (
              <DeletedRow
                key={credential.id}
                credential={credential}
                connector={connectors.find(({ id }) => id === credential.connector)}
                now={now}
                onRestored={(summary) => done({ restored: summary })}
                onDestroy={() => destroy(credential)}
              />
            ))}
          </Table>
        </div>
      )}
    </>
  );
}

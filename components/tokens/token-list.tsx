"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import * as z from "zod/mini";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CodeLine } from "@/components/ui/code-line.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import type { CreatedToken, TokenSummary } from "@/lib/tokens.ts";
import { CreateTokenDialog } from "./create-token-dialog.tsx";
import { CreatedTokenDialog } from "./created-token-dialog.tsx";
import { curlLine } from "./curl-line.ts";
import { TokenRow } from "./token-row.tsx";

interface TokenListProps {
  tokens: readonly TokenSummary[];
  /** The organization has none at all, as opposed to none on this page. */
  empty: boolean;
  /** Where Tessera is, as a program writes it. */
  origin: string;
  /** ISO 8601; what ages are counted from. */
  now: string;
  /** The ways to the other pages. */
  children: ReactNode;
}

type Step = { at: "list" } | { at: "creating" } | { at: "created"; created: CreatedToken };

/** The tokens of the organization; makes new ones, and ends them. */
export function TokenList({ tokens, empty, origin, now, children }: TokenListProps) {
  const router = useRouter();
  const [step, setStep] = useState<Step>({ at: "list" });
  const [announcement, setAnnouncement] = useState("");
  const createButton = useRef<HTMLButtonElement>(null);
  const takesFocusAlong = useRef(false);

  // With the first token the button moves from the empty page to its head, and what had the focus is gone.
  useLayoutEffect(() => {
    if (empty || !takesFocusAlong.current) return;
    takesFocusAlong.current = false;
    createButton.current?.focus();
  }, [empty]);

  function close(created: CreatedToken | null, changed: boolean) {
    setStep({ at: "list" });
    if (created !== null) setAnnouncement(`${created.name} created`);
    takesFocusAlong.current = empty && changed;
    if (changed) router.refresh();
    // The dialog that was opened by the button may not be the one that is closed.
    requestAnimationFrame(() => createButton.current?.focus());
  }

  async function revoke({ id, name }: TokenSummary): Promise<string | null> {
    try {
      await callApi(`/api/v1/tokens/${id}`, z.null(), { method: "DELETE" });
    } catch (error) {
      return error instanceof ApiError && error.problem !== null
        ? error.message
        : "Tessera did not answer, so the token may still work: try again.";
    }
    setAnnouncement(`${name} revoked`);
    createButton.current?.focus();
    router.refresh();
    return null;
  }

  const create = (
    <Button ref={createButton} variant="primary" onClick={() => setStep({ at: "creating" })}>
      <Icon name="plus" size={14} />
      Create token
    </Button>
  );
  const working = tokens.filter(({ state }) => state === "active");
  const ended = tokens.filter(({ state }) => state !== "active");

  return (
    <>
      <PageHeader
        title="API tokens"
        lead={
          <>
            What programs show instead of signing in. A token uses credentials through Tessera and never gets
            to see a key. What they can do with it is in the{" "}
            <Link href="/settings/api" className="text-accent underline underline-offset-2">
              API reference
            </Link>
            .
          </>
        }
        action={empty ? undefined : create}
      />
      {empty ? (
        <FirstToken action={create} origin={origin} />
      ) : (
        <div className="grid gap-8">
          <Tokens title="Active" tokens={working} now={now} onRevoke={revoke} />
          <Tokens title="Ended" tokens={ended} now={now} onRevoke={revoke} />
        </div>
      )}
      {children}
      <VisuallyHidden>
        <span role="status">{announcement}</span>
      </VisuallyHidden>
      {step.at === "creating" && (
        <CreateTokenDialog
          onCreated={(created) => setStep({ at: "created", created })}
          onClosed={(mayHaveCreated) => close(null, mayHaveCreated)}
        />
      )}
      {step.at === "created" && (
        <CreatedTokenDialog created={step.created} onClose={() => close(step.created, true)} />
      )}
    </>
  );
}

interface TokensProps {
  title: string;
  tokens: readonly TokenSummary[];
  now: string;
  onRevoke: (token: TokenSummary) => Promise<string | null>;
}

function Tokens({ title, tokens, now, onRevoke }: TokensProps) {
  if (tokens.length === 0) return null;
  return (
    <section aria-label={`${title} tokens`}>
      <h2 className="mb-2.5 text-[15.5px] font-semibold tracking-[-0.008em]">{title}</h2>
      <ul className="rounded-tile border border-line bg-surface shadow-tile">
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} now={now} onRevoke={onRevoke} />
        ))}
      </ul>
    </section>
  );
}

/** What tokens are for, where there is none yet. */
function FirstToken({ action, origin }: { action: ReactNode; origin: string }) {
  return (
    <>
      <EmptyState title="Let a program in" action={action}>
        Give a pipeline a token of its own: with just the scopes that it needs, for just the credentials that
        it uses, and for as long as it runs.
      </EmptyState>
      <div className="mx-auto mt-6 max-w-[620px]">
        <p className="mb-2 text-[13px] text-ink-2">It puts the token into every request:</p>
        <CodeLine code={curlLine(origin, ["credentials:read"])} what="the example" />
      </div>
    </>
  );
}

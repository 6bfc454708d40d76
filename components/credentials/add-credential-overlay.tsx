"use client";

import { lazy, Suspense, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { callApi } from "@/lib/api-client.ts";
import { type CredentialSummary, testResultSchema } from "@/lib/credentials.ts";
import { ConnectorGuide } from "./connector-guide.tsx";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { clearDraft } from "./credential-draft.ts";
import { CredentialForm } from "./credential-form.tsx";
import { EnvironmentMark } from "./environment-mark.tsx";
import { DiscardFooter, OverlayFooter } from "./overlay-footer.tsx";
import { SameKeyNotice } from "./same-key-notice.tsx";
import { TestOutcome } from "./test-outcome.tsx";
import { isTyped, useCredentialForm } from "./use-credential-form.ts";
import { useKeyTest } from "./use-key-test.ts";
import { asksToAdd } from "./use-overlay-address.ts";
import { useSave } from "./use-save.ts";

/** Few keys are rejected: it is fetched when one is. */
const TryElsewhere = lazy(async () => ({ default: (await import("./try-elsewhere.tsx")).TryElsewhere }));

interface AddCredentialOverlayProps {
  /** Whether it shows. It opens once: what was in it goes when it is not rendered any more. */
  open: boolean;
  connector: ConnectorOnScreen;
  onSaved: (credential: CredentialSummary) => void;
  /** Somebody takes a tile that has the key already. */
  onUsed: (credential: CredentialSummary) => void;
  /** `mayHaveSaved`: a try to save was made whose end is not known. */
  onClosed: (mayHaveSaved: boolean) => void;
  /** Somebody goes on typing after the browser's Back. */
  onStay: () => void;
}

/** Add New Credential. Rendered closed it costs the click that opens it almost nothing. */
export function AddCredentialOverlay(props: AddCredentialOverlayProps) {
  const { open, connector, onSaved, onUsed, onClosed, onStay } = props;
  const headingId = useId();
  const form = useCredentialForm(connector);
  const keyTest = useKeyTest();
  const [asking, setAsking] = useState(false);
  const focusedBefore = useRef<Element>(null);
  const save = useSave(form, (credential) => {
    clearDraft(connector.id);
    onSaved(credential);
  });

  /** Every way out leads through here: Esc, ×, Cancel, the backdrop, Back. Nothing typed is lost unasked. */
  function leave(way: "escape" | "backdrop" | "close" | "cancel" | "back") {
    if (asking && way === "escape") return keepEditing();
    if (!asking && !isTyped(form.getValues())) return discard();
    onStay();
    if (asking) return;
    focusedBefore.current = document.activeElement;
    setAsking(true);
  }

  function keepEditing() {
    setAsking(false);
    const before = focusedBefore.current;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    else form.setFocus("name");
  }

  function discard() {
    clearDraft(connector.id);
    onClosed(save.wasTried());
  }

  const onPopState = useEffectEvent(() => {
    if (open && !asksToAdd()) leave("back");
  });
  useEffect(() => {
    const listen = () => onPopState();
    window.addEventListener("popstate", listen);
    return () => window.removeEventListener("popstate", listen);
  }, []);

  async function test() {
    if (!(await form.trigger(["apiKey", "environment"], { shouldFocus: true }))) return;
    const { environment, apiKey } = form.getValues();
    await keyTest.run({ connector: connector.id, environment, apiKey });
  }

  function switchTo(environment: string) {
    form.setValue("environment", environment, { shouldDirty: true });
    keyTest.outdate();
    test();
  }

  function changeTarget() {
    keyTest.outdate();
    save.forgetKey();
  }

  function take(credential: CredentialSummary) {
    clearDraft(connector.id);
    onUsed(credential);
  }

  const { state: tested } = keyTest;
  const rejectedNow = tested.step === "done" && !tested.stale && tested.result.verdict === "rejected";
  return (
    <Dialog
      open={open}
      labelledBy={headingId}
      onRequestClose={leave}
      className="min-[700px]:h-[min(744px,calc(100dvh-48px))]"
    >
      <form
        method="post"
        noValidate
        onSubmit={save.submit}
        autoComplete="off"
        className="flex min-h-0 flex-1 flex-col"
      >
        <DialogHeader
          id={headingId}
          title="Add New Credential"
          subtitle={
            <>
              <EnvironmentMark environment="production" />
              {connector.name}
            </>
          }
          onClose={() => leave("close")}
        />
        <DialogBody className="grid content-start min-[700px]:grid-cols-[minmax(0,1fr)_286px] min-[700px]:content-stretch">
          <div className="grid content-start gap-[18px] px-[26px] pt-1.5 pb-6 max-[700px]:px-4">
            <CredentialForm form={form} connector={connector} onTargetChange={changeTarget} />
            {keyTest.state.step === "done" && <TestOutcome outcome={keyTest.state} />}
            {rejectedNow && (
              <Suspense fallback={null}>
                <TryElsewhere
                  connector={connector}
                  environment={form.getValues("environment")}
                  tryKey={(environment, signal) =>
                    callApi("/api/v1/credentials/test", testResultSchema, {
                      method: "POST",
                      body: { connector: connector.id, environment, apiKey: form.getValues("apiKey") },
                      signal,
                    })
                  }
                  onUse={switchTo}
                />
              </Suspense>
            )}
          </div>
          <div className="border-t border-line bg-sunken px-[22px] pt-5 pb-6 max-[700px]:px-4 min-[700px]:rounded-tl-[16px] min-[700px]:border-l">
            <ConnectorGuide guide={connector.guide} headingLevel={3} />
          </div>
        </DialogBody>
        {asking ? (
          <DiscardFooter onKeep={keepEditing} onDiscard={discard} />
        ) : (
          <OverlayFooter
            keyTest={keyTest.state}
            service={connector.name}
            saving={save.saving}
            problem={save.problem}
            onTest={test}
            onStopTest={keyTest.stop}
            onCancel={() => leave("cancel")}
          >
            {save.savedAs !== null && (
              <SameKeyNotice
                savedAs={save.savedAs}
                connector={connector}
                anyway="Save anyway"
                onAnyway={save.saveAnyway}
                onUse={take}
              />
            )}
          </OverlayFooter>
        )}
      </form>
    </Dialog>
  );
}

import { lazy, Suspense, useId } from "react";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { callApi } from "@/lib/api-client.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { testAnswer } from "./answers.ts";
import { ConnectorGuide } from "./connector-guide.tsx";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { CredentialForm } from "./credential-form.tsx";
import { EnvironmentMark } from "./environment-mark.tsx";
import { DiscardFooter, OverlayFooter } from "./overlay-footer.tsx";
import { SameKeyNotice } from "./same-key-notice.tsx";
import { TestOutcome } from "./test-outcome.tsx";
import type { CredentialFormApi } from "./use-credential-form.ts";
import { useKeyTest } from "./use-key-test.ts";
import type { useLeaving } from "./use-leaving.ts";
import type { useSave } from "./use-save.ts";

/** Few keys are rejected: it is fetched when one is. */
const TryElsewhere = lazy(async () => ({ default: (await import("./try-elsewhere.tsx")).TryElsewhere }));

interface NewCredentialSheetProps {
  /** Whether it shows: see `Dialog`. */
  open?: boolean;
  title: string;
  connector: ConnectorOnScreen;
  form: CredentialFormApi;
  save: ReturnType<typeof useSave>;
  leaving: ReturnType<typeof useLeaving>;
  onDiscard: () => void;
  /** Somebody takes a tile that has the key already; without it, that tile is only named. */
  onUse?: (credential: CredentialSummary) => void;
  /** The Base URL is another one than before. */
  onEnvironment?: (environment: string) => void;
}

/** The sheet on which a credential with a key of its own is made: its fields, the guide to a key, and Test. */
export function NewCredentialSheet(props: NewCredentialSheetProps) {
  const { open, title, connector, form, save, leaving, onDiscard, onUse, onEnvironment } = props;
  const headingId = useId();
  const keyTest = useKeyTest();

  async function test() {
    if (!(await form.trigger(["apiKey", "environment"], { shouldFocus: true }))) return;
    const { environment, apiKey } = form.getValues();
    await keyTest.run({ connector: connector.id, environment, apiKey });
  }

  function switchTo(environment: string) {
    form.setValue("environment", environment, { shouldDirty: true });
    changeTarget();
    test();
  }

  function changeTarget() {
    keyTest.outdate();
    save.forgetKey();
    onEnvironment?.(form.getValues("environment"));
  }

  function tryKey(environment: string, signal: AbortSignal) {
    const body = { connector: connector.id, environment, apiKey: form.getValues("apiKey") };
    return callApi("/api/v1/credentials/test", testAnswer, { method: "POST", body, signal });
  }

  const { state: tested } = keyTest;
  const rejectedNow = tested.step === "done" && !tested.stale && tested.result.verdict === "rejected";
  return (
    <Dialog
      open={open}
      labelledBy={headingId}
      onRequestClose={leaving.leave}
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
          title={title}
          subtitle={
            <>
              <EnvironmentMark environment="production" />
              {connector.name}
            </>
          }
          onClose={() => leaving.leave("close")}
        />
        <DialogBody className="grid content-start min-[700px]:grid-cols-[minmax(0,1fr)_286px] min-[700px]:content-stretch">
          <div className="grid content-start gap-[18px] px-[26px] pt-1.5 pb-6 max-[700px]:px-4">
            <CredentialForm form={form} connector={connector} onTargetChange={changeTarget} />
            {tested.step === "done" && <TestOutcome outcome={tested} />}
            {rejectedNow && (
              <Suspense fallback={null}>
                <TryElsewhere
                  connector={connector}
                  environment={form.getValues("environment")}
                  tryKey={tryKey}
                  onUse={switchTo}
                />
              </Suspense>
            )}
          </div>
          <div className="border-t border-line bg-sunken px-[22px] pt-5 pb-6 max-[700px]:px-4 min-[700px]:rounded-tl-[16px] min-[700px]:border-l">
            <ConnectorGuide guide={connector.guide} headingLevel={3} />
          </div>
        </DialogBody>
        {leaving.asking ? (
          <DiscardFooter onKeep={leaving.keepEditing} onDiscard={onDiscard} />
        ) : (
          <OverlayFooter
            keyTest={tested}
            service={connector.name}
            saving={save.saving}
            problem={save.problem}
            onTest={test}
            onStopTest={keyTest.stop}
            onCancel={() => leaving.leave("cancel")}
          >
            {save.savedAs !== null && (
              <SameKeyNotice
                savedAs={save.savedAs}
                connector={connector}
                anyway="Save anyway"
                onAnyway={save.saveAnyway}
                {...(onUse !== undefined && { onUse })}
              />
            )}
          </OverlayFooter>
        )}
      </form>
    </Dialog>
  );
}

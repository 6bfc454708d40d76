"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { testResultSchema } from "@/lib/credentials.ts";
import { environmentLabel } from "./connector-on-screen.ts";
import type { CredentialDialogProps } from "./credential-dialogs.tsx";
import { CredentialLine } from "./credential-line.tsx";
import { usersInWords } from "./key-switch.ts";
import { mayChange } from "./reader.ts";
import { switchEnvironment } from "./switch-environment.ts";
import { TryElsewhere } from "./try-elsewhere.tsx";

/** Whether a saved key that was rejected belongs to another Base URL, and the switch to it. */
export function TryElsewhereDialog(props: CredentialDialogProps) {
  const { credential, connector, reader, onClose, onChanged } = props;
  const headingId = useId();
  const [switching, setSwitching] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const users = usersInWords(credential.usedBy);

  function tryKey(environment: string, signal: AbortSignal) {
    const query = new URLSearchParams({ environment });
    const path = `/api/v1/credentials/${credential.id}/test?${query}` as const;
    return callApi(path, testResultSchema, { method: "POST", signal });
  }

  async function use(environment: string) {
    if (!mayChange(reader, credential)) {
      return setFailure("Only its owner or an admin can change its Base URL. Ask one of them.");
    }
    setSwitching(true);
    setFailure(null);
    try {
      const switched = await switchEnvironment(credential, environment);
      const said = `${switched.name} switched to ${environmentLabel(connector, environment)}`;
      onChanged(switched, said);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.message);
      setSwitching(false);
    }
  }

  const close = () => {
    if (!switching) onClose();
  };
  return (
    <Dialog labelledBy={headingId} onRequestClose={close} size="narrow">
      <DialogHeader
        id={headingId}
        title="Try another Base URL"
        subtitle={<CredentialLine credential={credential} connector={connector} />}
        onClose={close}
      />
      <DialogBody className="grid content-start gap-4 px-[26px] pt-1 pb-6 text-ink-2 max-[700px]:px-4">
        <p>
          {connector.name} rejects this key at {environmentLabel(connector, credential.environment)}.
          {users !== null && ` If you switch, ${users} will reach the other Base URL from then on.`}
        </p>
        <TryElsewhere
          connector={connector}
          environment={credential.environment}
          tryKey={tryKey}
          onUse={use}
          busy={switching}
        />
        <FormFailure>{failure}</FormFailure>
      </DialogBody>
      <DialogFooter>
        <Button className="ml-auto" onClick={close}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

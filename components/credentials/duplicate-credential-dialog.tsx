"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { v7 as uuidv7 } from "uuid";
import { type NewCredential, newCredentialSchema } from "@/lib/credentials.ts";
import type { CredentialDialogProps } from "./credential-dialogs.tsx";
import { duplicateName, otherEnvironment } from "./duplicate-name.ts";
import { NewCredentialSheet } from "./new-credential-sheet.tsx";
import { useBackAsWayOut } from "./use-back-as-way-out.ts";
import type { CredentialFields } from "./use-credential-form.ts";
import { useLeaving } from "./use-leaving.ts";
import { useSave } from "./use-save.ts";

/** Everything of a credential but its key, for another environment: a new credential, until then only typed in part. */
export function DuplicateCredentialDialog({
  credential,
  connector,
  onClose,
  onAdded,
}: CredentialDialogProps) {
  const router = useRouter();
  const [defaultValues] = useState((): CredentialFields => {
    const environment = otherEnvironment(connector, credential.environment);
    return {
      id: uuidv7(),
      connector: credential.connector,
      environment,
      name: duplicateName(credential.name, connector, environment),
      description: credential.description,
      apiKey: "",
      sameKey: "refuse",
      expiresAt: null,
    };
  });
  const form = useForm<CredentialFields, unknown, NewCredential>({
    resolver: zodResolver(newCredentialSchema),
    mode: "onTouched",
    defaultValues,
  });
  const suggested = useRef(defaultValues.name);
  const back = useBackAsWayOut(() => leaving.leave("back"));
  const save = useSave(form, (saved) => back.leave(() => onAdded(saved)), {
    path: `/api/v1/credentials/${credential.id}/duplicate`,
    // Of the connector that it has.
    toBody: ({ connector: _, ...body }) => body,
  });
  const leaving = useLeaving({
    isTyped: () => isChanged(form.getValues(), { ...defaultValues, name: suggested.current }),
    focusFirst: () => form.setFocus("name"),
    onLeave: discard,
    onStay: back.stay,
  });

  function discard() {
    back.leave(() => {
      onClose();
      if (save.wasTried()) router.refresh();
    });
  }

  /** The suggested name goes with the environment, until somebody has chosen another one. */
  function suggestName(environment: string) {
    if (form.getValues("name") !== suggested.current) return;
    suggested.current = duplicateName(credential.name, connector, environment);
    form.setValue("name", suggested.current);
  }

  return (
    <NewCredentialSheet
      title="Duplicate Credential"
      connector={connector}
      form={form}
      save={save}
      leaving={leaving}
      onDiscard={discard}
      onEnvironment={suggestName}
    />
  );
}

/** Whether leaving would lose anything that a person typed. A choice of Base URL is made again with one press. */
function isChanged(now: CredentialFields, before: CredentialFields): boolean {
  return (["name", "description", "apiKey", "expiresAt"] as const).some(
    (field) => (now[field] ?? "") !== (before[field] ?? ""),
  );
}

"use client";

import { useId, useState } from "react";
import { useWatch } from "react-hook-form";
import type { ConnectorOnScreen } from "@/components/credentials/connector-on-screen.ts";
import { DiscardFooter } from "@/components/credentials/overlay-footer.tsx";
import { useBackAsWayOut } from "@/components/credentials/use-back-as-way-out.ts";
import { useLeaving } from "@/components/credentials/use-leaving.ts";
import { ConflictNotice } from "@/components/ui/conflict-notice.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { SaveFooter } from "@/components/ui/save-footer.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { directions } from "@/lib/directions.ts";
import type { Integration } from "@/lib/integrations.ts";
import { describeIntegration, settingShown } from "./describe-integration.ts";
import { EndpointParameters } from "./endpoint-parameters.tsx";
import { parameterOf, useEditIntegration } from "./use-edit-integration.ts";
import { type UsedCredential, UsedCredentialField } from "./used-credential-field.tsx";

interface EditIntegrationDialogProps {
  integration: Integration;
  /** Null where Tessera does not know its service any more: its credential stays then. */
  connector: ConnectorOnScreen | null;
  /** `changed`: it may be another one than the page shows. */
  onClose: (changed: boolean) => void;
  onSaved: (saved: Integration) => void;
}

/** A saved source's or destination's name, description, credential and settings. */
export function EditIntegrationDialog(props: EditIntegrationDialogProps) {
  const { integration, connector, onClose, onSaved } = props;
  const id = useId();
  const { one } = directions[integration.direction];
  const { connectorName, endpointLabel } = describeIntegration(integration);
  const edit = useEditIntegration(integration, (saved) => back.leave(() => onSaved(saved)));
  const { form, conflict, settings } = edit;
  const { errors } = form.formState;
  const credentialId = useWatch({ control: form.control, name: "credentialId" });
  /** Those that were the one in use while this was open, whoever chose them. */
  const [known, setKnown] = useState<readonly UsedCredential[]>([integration.credential]);
  const everKnown = [...known, ...(conflict === null ? [] : [conflict.theirs.credential])];

  const back = useBackAsWayOut(() => leaving.leave("back"));
  const leaving = useLeaving({
    isTyped: edit.isTyped,
    focusFirst: () => form.setFocus("name"),
    onLeave: discard,
    onStay: back.stay,
  });

  function discard() {
    back.leave(() => onClose(edit.wasTried()));
  }

  function choose(credential: UsedCredential) {
    setKnown((before) => [...before, credential]);
    form.setValue("credentialId", credential.id);
    form.clearErrors("credentialId");
  }

  /** Theirs may be another credential, which is to be shown from then on. */
  function resolve(how: () => void) {
    if (conflict !== null) setKnown(everKnown);
    how();
  }

  return (
    <Dialog labelledBy={`${id}-title`} onRequestClose={leaving.leave} className="min-[700px]:max-w-[600px]">
      <form
        method="post"
        noValidate
        onSubmit={edit.submit}
        autoComplete="off"
        className="flex min-h-0 flex-1 flex-col"
      >
        <DialogHeader
          id={`${id}-title`}
          title={`Edit ${one}`}
          subtitle={`${connectorName} · ${endpointLabel}`}
          onClose={() => leaving.leave("close")}
        />
        <DialogBody className="grid content-start gap-[18px] px-[26px] pt-1.5 pb-6 max-[700px]:px-4">
          {conflict !== null && (
            <ConflictNotice
              key={conflict.theirs.revision}
              what={one}
              changes={conflict.fields.map((field) => {
                const [before, after] = [shown(conflict.base, field), shown(conflict.theirs, field)];
                return { label: before.label, before: before.value, after: after.value };
              })}
              unseen="It is as you found it again."
              onTakeTheirs={() => resolve(edit.takeTheirs)}
              onSaveMine={() => resolve(edit.saveMine)}
            />
          )}
          <Field label="Name" id={`${id}-name`} required error={errors.name?.message}>
            <TextInput
              {...form.register("name")}
              id={`${id}-name`}
              required
              aria-invalid={errors.name !== undefined}
              aria-describedby={fieldDescription(`${id}-name`, { error: errors.name?.message })}
            />
          </Field>
          <Field
            label="Description"
            id={`${id}-description`}
            note="recommended"
            error={errors.description?.message}
          >
            <TextArea
              {...form.register("description")}
              id={`${id}-description`}
              aria-invalid={errors.description !== undefined}
              aria-describedby={fieldDescription(`${id}-description`, {
                error: errors.description?.message,
              })}
            />
          </Field>
          {connector !== null && (
            <UsedCredentialField
              connector={connector}
              used={
                everKnown.findLast((credential) => credential.id === credentialId) ?? integration.credential
              }
              isNew={credentialId !== integration.credential.id}
              error={errors.credentialId?.message}
              onChoose={choose}
            />
          )}
          {edit.endpoint && (
            <EndpointParameters
              endpoint={edit.endpoint}
              typed={settings.typed}
              errors={settings.errors}
              idOf={settings.idOf}
              onChange={settings.change}
            />
          )}
        </DialogBody>
        {leaving.asking ? (
          <DiscardFooter question="Discard your changes?" onKeep={leaving.keepEditing} onDiscard={discard} />
        ) : (
          <SaveFooter saving={edit.saving} problem={edit.problem} onCancel={() => leaving.leave("cancel")} />
        )}
      </form>
    </Dialog>
  );
}

/** A field of the form, in words. */
function shown(integration: Integration, field: string): { label: string; value: string } {
  const { name, description, credential, settings } = integration;
  const parameter = parameterOf(field);
  if (parameter !== null) {
    const { endpoint } = describeIntegration(integration);
    const { label, value } = settingShown(endpoint, parameter, settings[parameter] ?? "");
    return { label, value: value === "" ? "as the service does it" : value };
  }
  if (field === "name") return { label: "Name", value: name };
  if (field === "description") return { label: "Description", value: description || "nothing" };
  return { label: "Credential", value: credential.name };
}

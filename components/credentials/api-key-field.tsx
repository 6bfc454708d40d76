import { type ChangeEvent, type ClipboardEvent, useId, useState } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { cleanPastedKey, describeRemoved } from "./clean-pasted-key.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";

interface ApiKeyFieldProps {
  /** Of a form that has the key in its memory. */
  field: UseFormRegisterReturn<"apiKey">;
  connectorKey: ConnectorOnScreen["key"];
  error: string | undefined;
  /** The key is another one than before. */
  onKeyChange: () => void;
}

/**
 * The key's field. The input has no name and no `value` attribute: the key is in the form's memory and
 * in what the browser shows, in no address, no attribute and no storage. Typing is never altered;
 * pasting is cleaned, and says so.
 */
export function ApiKeyField({ field, connectorKey, error, onKeyChange }: ApiKeyFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const [note, setNote] = useState("");
  const { ref, name, onChange, onBlur } = field;
  const help = (
    <>
      Sent as the <code className="font-mono text-xs font-medium text-ink-2">{connectorKey.header}</code>{" "}
      header on every request. Keep this value secure and do not share it with unauthorized users. Stored
      sealed, never shown again.
    </>
  );

  function change(input: HTMLInputElement) {
    onChange({ type: "change", target: { name, value: input.value } });
    onKeyChange();
  }

  function onInput(event: ChangeEvent<HTMLInputElement>) {
    setNote("");
    change(event.target);
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const input = event.currentTarget;
    const { key, removed } = cleanPastedKey(
      event.clipboardData.getData("text/plain"),
      connectorKey.pastedPrefixes,
    );
    const inOneLine = !/[\r\n]/.test(key);
    if (removed.length === 0 && inOneLine) return;
    event.preventDefault();
    if (!inOneLine) {
      setNote("Not pasted: the text has several lines. Copy the key again, and only the key.");
      return;
    }
    insert(input, key);
    change(input);
    setNote(describeRemoved(removed));
  }

  return (
    <Field label={connectorKey.label} id={id} required help={help} error={error}>
      <TextInput
        id={id}
        ref={ref}
        type={shown ? "text" : "password"}
        required
        aria-invalid={error !== undefined}
        aria-describedby={fieldDescription(id, { help, error })}
        autoComplete="new-password"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        data-1p-ignore=""
        data-lpignore="true"
        data-bwignore=""
        data-form-type="other"
        onChange={onInput}
        onBlur={(event) => onBlur({ type: "blur", target: { name, value: event.target.value } })}
        onPaste={onPaste}
        className={`font-mono ${shown ? "" : "tracking-[0.06em]"}`}
        trailing={
          <button
            type="button"
            aria-pressed={shown}
            aria-controls={id}
            onClick={() => setShown(!shown)}
            className="min-h-8 min-w-14 cursor-pointer rounded-chip px-2 text-[13px] font-semibold text-ink-2 hover:bg-sunken hover:text-ink"
          >
            {shown ? "Hide" : "Show"}
          </button>
        }
      />
      <p role="status" className="text-[13px] leading-snug text-ink-2 not-empty:mt-1.5">
        {note}
      </p>
    </Field>
  );
}

/** Puts text where the caret is, in a way that the browser's Undo knows where it can. */
function insert(input: HTMLInputElement, text: string) {
  if (text !== "" && document.execCommand("insertText", false, text)) return;
  input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, "end");
}

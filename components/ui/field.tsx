import type { ReactNode } from "react";

interface FieldProps {
  label: ReactNode;
  /** The control's id; help and error hang from it. */
  id: string;
  required?: boolean;
  /** Stands where "required" would, such as "recommended". */
  note?: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
}

/**
 * A label, its control, and what there is to say about it. The control itself carries
 * `id`, `required`, `aria-invalid` and `aria-describedby={fieldDescription(…)}`.
 */
export function Field({ label, id, required = false, note, help, error, children }: FieldProps) {
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex items-baseline justify-between gap-3 text-sm">
        <label htmlFor={id} className="font-semibold text-ink">
          {label}
        </label>
        {required ? (
          // Hidden from assistive technology: the control's own `required` says it there.
          <span aria-hidden="true" className="shrink-0 text-[13px] text-ink-3">
            <span className="text-rejected">*</span> required
          </span>
        ) : (
          note !== undefined && <span className="shrink-0 text-[13px] text-ink-3">{note}</span>
        )}
      </div>
      {children}
      {/* The live region stands before its text does, or nobody hears the text. */}
      <div aria-live="polite">
        {error !== undefined && (
          <p id={`${id}-error`} className="mt-1.5 text-[13px] font-medium leading-snug text-rejected">
            {error}
          </p>
        )}
      </div>
      {help !== undefined && (
        <p id={`${id}-help`} className="mt-1.5 text-[13px] leading-snug text-ink-3">
          {help}
        </p>
      )}
    </div>
  );
}

/** What goes into the control's `aria-describedby`, or undefined where there is nothing to say. */
export function fieldDescription(
  id: string,
  { help, error }: { help?: ReactNode; error?: string | undefined },
): string | undefined {
  const ids: string[] = [];
  if (error !== undefined) ids.push(`${id}-error`);
  if (help !== undefined) ids.push(`${id}-help`);
  return ids.length === 0 ? undefined : ids.join(" ");
}

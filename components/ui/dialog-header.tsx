import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface DialogHeaderProps {
  /** The heading's id, for the dialog's `labelledBy`. */
  id: string;
  title: ReactNode;
  subtitle?: ReactNode;
  onClose: () => void;
}

/** The top of a dialog: its heading, and the × at its corner. */
export function DialogHeader({ id, title, subtitle, onClose }: DialogHeaderProps) {
  return (
    <header className="flex shrink-0 items-start justify-between gap-4 px-[26px] pt-[22px] pb-4 max-[700px]:px-4 max-[700px]:pt-4">
      <div className="min-w-0">
        <h2 id={id} className="text-[21px] font-semibold leading-snug tracking-[-0.016em]">
          {title}
        </h2>
        {subtitle !== undefined && (
          <div className="mt-0.5 flex items-center gap-2 text-sm text-ink-2">{subtitle}</div>
        )}
      </div>
      <button
        type="button"
        aria-label="Close"
        onClick={onClose}
        className="-mr-2 grid size-9 shrink-0 cursor-pointer place-items-center rounded-control text-ink-3 transition-colors duration-100 hover:bg-sunken hover:text-ink max-[700px]:size-11"
      >
        <Icon name="cross" size={16} />
      </button>
    </header>
  );
}

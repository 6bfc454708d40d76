import { Icon } from "./icon.tsx";

/** Something is under way. It stands still: the words say it, and a region that is live tells of it. */
export function Spinner({ label }: { label: string }) {
  return (
    <span className="inline-flex items-center gap-2 text-sm text-ink-2">
      <Icon name="ring" size={14} />
      {label}
    </span>
  );
}

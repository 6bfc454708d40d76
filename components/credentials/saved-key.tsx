import { Button } from "@/components/ui/button.tsx";
import { KeyHint } from "./key-hint.tsx";

interface SavedKeyProps {
  /** What the service calls a key. */
  label: string;
  keyHint: string;
  onReplace: () => void;
}

/** Where a new credential's key is typed: the end of the one that is saved, and the way to another. */
export function SavedKey({ label, keyHint, onReplace }: SavedKeyProps) {
  return (
    <div>
      <p className="mb-1.5 text-sm font-semibold text-ink">{label}</p>
      <div className="flex min-h-[42px] flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-control border border-line bg-sunken px-3 py-1">
        <KeyHint hint={keyHint} />
        <Button size="small" variant="quiet" onClick={onReplace}>
          Replace key
        </Button>
      </div>
    </div>
  );
}

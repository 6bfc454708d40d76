import { Button } from "./button.tsx";
import { DialogFooter } from "./dialog-footer.tsx";
import { Notice } from "./notice.tsx";

interface SaveFooterProps {
  saving: boolean;
  /** Why it was not saved, where no field is to blame. */
  problem: string | null;
  onCancel: () => void;
}

/** The bottom of a dialog that edits: Cancel and Save, and above them what went wrong. */
export function SaveFooter({ saving, problem, onCancel }: SaveFooterProps) {
  return (
    <DialogFooter>
      <div role="alert" className="basis-full empty:hidden">
        {problem !== null && <Notice tone="rejected">{problem}</Notice>}
      </div>
      <Button variant="quiet" className="ml-auto" onClick={onCancel}>
        Cancel
      </Button>
      <Button
        type="submit"
        variant="primary"
        busy={saving}
        busyLabel="Saving…"
        className="max-[700px]:flex-1"
      >
        Save
      </Button>
    </DialogFooter>
  );
}

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";

interface QuestionFooterProps {
  question: string;
  stayLabel: string;
  leaveLabel: string;
  onStay: () => void;
  onLeave: () => void;
}

/** Asked in the dialog's own footer before something is lost, never in a second dialog. */
export function QuestionFooter({ question, stayLabel, leaveLabel, onStay, onLeave }: QuestionFooterProps) {
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    stay.current?.focus();
  }, []);
  return (
    <DialogFooter>
      <p role="alert" className="min-w-0 flex-1 font-semibold text-ink max-[700px]:basis-full">
        {question}
      </p>
      <Button ref={stay} onClick={onStay} className="max-[700px]:flex-1">
        {stayLabel}
      </Button>
      <Button variant="danger" onClick={onLeave} className="max-[700px]:flex-1">
        {leaveLabel}
      </Button>
    </DialogFooter>
  );
}

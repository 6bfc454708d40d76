import Link from "next/link";
import { Icon } from "@/components/ui/icon.tsx";

const steps = [
  { id: "select", label: "Select" },
  { id: "authenticate", label: "Authenticate" },
  { id: "configure", label: "Configure" },
] as const;

export type StepId = (typeof steps)[number]["id"];

interface StepperProps {
  current: StepId;
  /** Where the earlier steps are. */
  links?: { select?: string; authenticate?: string };
}

/** Select › Authenticate › Configure: where one is, and the ways back. */
export function Stepper({ current, links = {} }: StepperProps) {
  const at = steps.findIndex((step) => step.id === current);
  return (
    <nav aria-label="Steps" className="max-[700px]:w-full">
      <ol className="flex items-center gap-2.5 text-sm max-[700px]:gap-1.5">
        {steps.map(({ id, label }, index) => {
          const href = index < at && id !== "configure" ? links[id] : undefined;
          const state = index < at ? "done" : index === at ? "now" : "ahead";
          const content = (
            <>
              <StepMark state={state} number={index + 1} />
              {label}
            </>
          );
          return (
            <li
              key={id}
              className={`flex items-center gap-2.5 max-[700px]:gap-1.5 ${index > 0 ? "max-[700px]:flex-1" : ""}`}
            >
              {index > 0 && (
                <span
                  aria-hidden="true"
                  className="w-[22px] border-t border-line-strong max-[700px]:w-auto max-[700px]:flex-1"
                />
              )}
              {href === undefined ? (
                <span
                  aria-current={state === "now" ? "step" : undefined}
                  className={`inline-flex min-h-7 items-center gap-2 max-[700px]:gap-1.5 ${state === "now" ? "font-semibold text-ink" : "text-ink-3"}`}
                >
                  {content}
                </span>
              ) : (
                <Link
                  href={href}
                  className="inline-flex min-h-7 items-center gap-2 rounded-chip text-ink-2 hover:text-ink hover:underline max-[700px]:gap-1.5"
                >
                  {content}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

const marks = {
  done: "bg-verified-soft text-verified",
  now: "bg-accent text-on-accent",
  ahead: "bg-sunken text-ink-3",
};

function StepMark({ state, number }: { state: keyof typeof marks; number: number }) {
  return (
    <span
      aria-hidden="true"
      className={`grid size-5 shrink-0 place-items-center rounded-[6px] font-mono text-xs font-semibold ${marks[state]}`}
    >
      {state === "done" ? <Icon name="check" size={12} /> : number}
    </span>
  );
}

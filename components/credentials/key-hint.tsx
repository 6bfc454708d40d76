import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";

/** `●●●● 4f2a`: enough of a key to know it again. A short key shows nothing of itself. */
export function KeyHint({ hint }: { hint: string }) {
  return (
    <span className="whitespace-nowrap font-mono text-xs font-medium text-ink-3">
      <span aria-hidden="true" className="tracking-[-0.05em]">
        ●●●●
      </span>
      <VisuallyHidden>{hint === "" ? "Key hidden" : "Key ending in"}</VisuallyHidden>
      {hint !== "" && ` ${hint}`}
    </span>
  );
}

const marks: Record<string, string> = {
  production: "bg-pigment-1",
  staging: "bg-pigment-3",
};
const otherMark = "border-[1.5px] border-dashed border-ink-3";

/** The small tessera before an environment's name: lapis is live, ochre is staging, dashed is neither. */
export function EnvironmentMark({ environment }: { environment: string }) {
  return (
    <span
      aria-hidden="true"
      className={`size-2 shrink-0 rounded-[2px] ${marks[environment] ?? otherMark} forced-color-adjust-none`}
    />
  );
}

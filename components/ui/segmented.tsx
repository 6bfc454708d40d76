import { useId } from "react";

interface SegmentedProps<Option extends string> {
  /** What is chosen, for whoever does not see it: "Language". */
  label: string;
  options: readonly Option[];
  chosen: Option;
  onChoose: (option: Option) => void;
}

/** A few options of which one is chosen, side by side: one radio group. */
export function Segmented<Option extends string>({
  label,
  options,
  chosen,
  onChoose,
}: SegmentedProps<Option>) {
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-control border border-line bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option}
          className="relative grid h-8 cursor-pointer place-items-center rounded-chip border border-transparent px-3 text-[13.5px] font-medium text-ink-2 transition-colors duration-100 hover:text-ink has-checked:border-line-control has-checked:bg-surface has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent max-[700px]:h-10"
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={chosen === option}
            onChange={() => onChoose(option)}
            className="absolute inset-0 m-0 size-full cursor-pointer appearance-none outline-none"
          />
          {option}
        </label>
      ))}
    </fieldset>
  );
}

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium";

const base =
  "inline-grid cursor-pointer select-none place-items-center rounded-control border text-center font-semibold " +
  "no-underline transition-colors duration-100 aria-disabled:cursor-default disabled:cursor-not-allowed " +
  "disabled:opacity-55";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-accent bg-accent text-on-accent shadow-primary hover:border-accent-strong hover:bg-accent-strong",
  secondary: "border-line-control bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent text-ink-2 hover:bg-sunken hover:text-ink",
  danger: "border-rejected bg-rejected text-on-accent hover:brightness-110",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-8 px-3 py-1 text-[13.5px]",
  medium: "min-h-[40px] px-[18px] py-1.5 text-[14.5px] max-[700px]:min-h-[44px]",
};

/** The classes that make anything look like a button. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "medium"): string {
  return `${base} ${variants[variant]} ${sizes[size]}`;
}

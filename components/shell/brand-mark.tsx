/** The mark: three tesserae laid, the fourth about to be. */
export function BrandMark({ size = 24, className = "" }: { size?: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      className={`shrink-0 ${className}`}
    >
      <rect x="1" y="1" width="10" height="10" rx="2.5" className="fill-pigment-1" />
      <rect x="13" y="1" width="10" height="10" rx="2.5" className="fill-pigment-3" />
      <rect x="1" y="13" width="10" height="10" rx="2.5" className="fill-pigment-5" />
      <rect
        x="13.75"
        y="13.75"
        width="8.5"
        height="8.5"
        rx="1.9"
        fill="none"
        strokeWidth="1.5"
        strokeDasharray="3 2.4"
        className="stroke-ink-3"
      />
    </svg>
  );
}

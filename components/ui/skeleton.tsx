/** Holds the place of what is on its way; size it with `className`. It does not move. */
export function Skeleton({ className = "" }: { className?: string }) {
  return <span aria-hidden="true" className={`block rounded-chip bg-sunken ${className}`} />;
}

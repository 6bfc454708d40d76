/**
 * What one types into or picks from. 16 px on a phone, because iOS zooms the page into anything smaller.
 */
export const controlClass =
  "block w-full min-w-0 rounded-control border border-line-control bg-surface px-3 text-[15px] text-ink " +
  "placeholder:text-ink-3 transition-shadow duration-100 " +
  "focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent " +
  "focus-visible:shadow-[0_0_0_4px_var(--color-accent-soft)] " +
  "aria-[invalid=true]:border-rejected disabled:bg-sunken disabled:text-ink-3 max-[700px]:text-[16px]";

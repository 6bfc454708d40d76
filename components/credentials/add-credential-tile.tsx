import { type MouseEvent, type Ref, useId } from "react";
import { Icon } from "@/components/ui/icon.tsx";

interface AddCredentialTileProps {
  service: string;
  /** There is no other credential yet. */
  first: boolean;
  /** Where the overlay is open; null for whoever may not add credentials. */
  href: string | null;
  /** Opens the overlay where this page is. */
  onOpen: () => void;
  ref?: Ref<HTMLAnchorElement>;
}

const look =
  "flex min-h-[186px] flex-col items-center justify-center gap-3 rounded-tile border-[1.5px] border-dashed border-line-control p-4 text-center text-ink-2 max-[700px]:min-h-0 max-[700px]:py-[22px]";

/** The first tile, always. A link, so that it has an address; a plain click opens the overlay at once. */
export function AddCredentialTile({ service, first, href, onOpen, ref }: AddCredentialTileProps) {
  const id = useId();
  if (href === null) {
    return (
      <div className={look}>
        <p className="max-w-[26ch] text-[13px]">
          Your role can look at credentials but not add any. Ask a member to.
        </p>
      </div>
    );
  }

  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen();
  }

  return (
    <div
      className={`${look} relative transition-colors duration-100 hover:border-accent hover:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent`}
    >
      <span className="grid size-11 place-items-center rounded-[11px] bg-accent-soft text-accent">
        <Icon name="plus" size={20} />
      </span>
      {/* The link reaches over the whole tile; its name is only what one does. */}
      <a
        ref={ref}
        href={href}
        onClick={open}
        aria-describedby={`${id}-more`}
        className="text-[15.5px] font-semibold text-ink outline-none after:absolute after:inset-0 after:rounded-tile"
      >
        Add Credential
      </a>
      <p id={`${id}-more`} className="max-w-[24ch] text-[13px]">
        {first ? `Connect a ${service} account` : `Connect another ${service} account or environment`}
      </p>
    </div>
  );
}

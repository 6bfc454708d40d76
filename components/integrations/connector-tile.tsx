import Link from "next/link";
import { ConnectorLogo } from "./connector-logo.tsx";

export interface OfferedConnector {
  id: string;
  name: string;
  /** A file under `public/`. */
  logo: string;
  /** One line on what it offers in this direction. */
  offer: string;
  href: string;
}

/** A service that one can choose; the whole tile is the link. */
export function ConnectorTile({ name, logo, offer, href }: Omit<OfferedConnector, "id">) {
  return (
    <Link
      href={href}
      className="flex h-full items-start gap-3.5 rounded-tile border border-line bg-surface p-4 shadow-tile transition-[box-shadow,border-color,translate] duration-100 hover:-translate-y-px hover:border-line-strong hover:shadow-lift"
    >
      <ConnectorLogo logo={logo} />
      <span className="grid min-w-0 gap-0.5">
        <span className="text-[15.5px] font-semibold tracking-[-0.008em]">{name}</span>
        <span className="text-[13.5px] leading-snug text-ink-2">{offer}</span>
      </span>
    </Link>
  );
}

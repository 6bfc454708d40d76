import type { Counted } from "@/lib/counted.ts";
import { NavLink } from "./nav-link.tsx";

/** What the menu counts; `attention` is of the credentials that need somebody. */
export interface MenuCounts {
  sources: Counted;
  destinations: Counted;
  attention: Counted;
}

interface DeskNavProps {
  counts: MenuCounts;
  mayReadActivity: boolean;
}

/** The desk's parts. */
export function DeskNav({ counts, mayReadActivity }: DeskNavProps) {
  return (
    <nav aria-label="Main">
      <ul className="grid gap-0.5">
        <li>
          <NavLink href="/sources" count={counts.sources}>
            Sources
          </NavLink>
        </li>
        <li>
          <NavLink href="/destinations" count={counts.destinations}>
            Destinations
          </NavLink>
        </li>
        <li>
          <NavLink href="/credentials" attention={counts.attention}>
            Credentials
          </NavLink>
        </li>
        {mayReadActivity && (
          <li>
            <NavLink href="/activity">Activity</NavLink>
          </li>
        )}
        <li>
          <NavLink href="/settings">Settings</NavLink>
        </li>
      </ul>
    </nav>
  );
}

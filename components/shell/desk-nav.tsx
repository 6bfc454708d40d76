import { NavLink } from "./nav-link.tsx";

interface DeskNavProps {
  counts: { sources: number; destinations: number };
}

/** The desk's parts. */
export function DeskNav({ counts }: DeskNavProps) {
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
      </ul>
    </nav>
  );
}

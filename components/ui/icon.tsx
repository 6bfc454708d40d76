import type { ReactNode } from "react";

/** Drawn on a 16 × 16 grid with the current colour. */
const drawings = {
  check: <path d="m3 8.6 3.4 3.2L13 4.4" />,
  cross: <path d="m4 4 8 8m0-8-8 8" />,
  bang: <path d="M8 3v6.2m0 2.6v1.4" />,
  ring: <circle cx="8" cy="8" r="4.6" />,
  broken: <path d="M12.6 8a4.6 4.6 0 0 1-8 3.1M3.4 8a4.6 4.6 0 0 1 8-3.1" />,
  plus: <path d="M8 2.6v10.8M2.6 8h10.8" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.4" />
      <path d="m10.4 10.4 3.4 3.4" />
    </>
  ),
  "chevron-down": <path d="m3.6 6 4.4 4.4L12.4 6" />,
  "chevron-left": <path d="M10 3.6 5.6 8l4.4 4.4" />,
  "chevron-right": <path d="M6 3.6 10.4 8 6 12.4" />,
  dots: (
    <g fill="currentColor" stroke="none">
      <circle cx="3" cy="8" r="1.4" />
      <circle cx="8" cy="8" r="1.4" />
      <circle cx="13" cy="8" r="1.4" />
    </g>
  ),
  eye: (
    <>
      <path d="M1.4 8S3.8 3.6 8 3.6 14.6 8 14.6 8 12.2 12.4 8 12.4 1.4 8 1.4 8Z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  copy: (
    <>
      <rect x="5.4" y="5.4" width="8" height="8" rx="1.8" />
      <path d="M10.6 5.4V4.2a1.6 1.6 0 0 0-1.6-1.6H4.2a1.6 1.6 0 0 0-1.6 1.6V9a1.6 1.6 0 0 0 1.6 1.6h1.2" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.6v1.2m0 10.4v1.2M1.6 8h1.2m10.4 0h1.2M3.5 3.5l.8.8m7.4 7.4.8.8m0-9-.8.8m-7.4 7.4-.8.8" />
    </>
  ),
  moon: <path d="M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7Z" />,
  monitor: (
    <>
      <rect x="2" y="2.8" width="12" height="8.2" rx="1.6" />
      <path d="M6 13.6h4M8 11v2.6" />
    </>
  ),
  warning: <path d="M8 2.4 14.2 13H1.8L8 2.4Zm0 4.2v2.8m0 1.4v.6" />,
  menu: <path d="M2.4 4.6h11.2M2.4 8h11.2M2.4 11.4h11.2" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

interface IconProps {
  name: IconName;
  /** Width and height in pixels. */
  size?: number;
  className?: string;
}

/** A small drawing beside words; it says nothing on its own. */
export function Icon({ name, size = 16, className = "" }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      {drawings[name]}
    </svg>
  );
}

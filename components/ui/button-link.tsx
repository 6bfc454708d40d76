import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class.ts";

interface ButtonLinkProps extends ComponentProps<typeof Link> {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ variant, size, className = "", children, ...props }: ButtonLinkProps) {
  return (
    <Link {...props} className={`${buttonClass(variant, size)} ${className}`}>
      <span className="inline-flex items-center gap-2">{children}</span>
    </Link>
  );
}

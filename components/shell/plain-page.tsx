import type { ReactNode } from "react";

interface PlainPageProps {
  title: string;
  /** What happened, and what was not lost. */
  children: ReactNode;
  /** The one thing to do. */
  action: ReactNode;
  /** The server's name for an error, worth telling whoever runs Tessera. */
  reference?: string | undefined;
}

/** A page that has only one thing to say. */
export function PlainPage({ title, children, action, reference }: PlainPageProps) {
  return (
    <div className="grid flex-1 content-start justify-items-start gap-3 px-11 pt-[14vh] pb-16 max-[700px]:px-4">
      <h1 className="text-[26px] font-semibold leading-tight tracking-[-0.02em]">{title}</h1>
      <div className="grid max-w-[56ch] gap-2 text-pretty text-ink-2">{children}</div>
      <div className="mt-3">{action}</div>
      {reference !== undefined && (
        <p className="mt-3 text-[13px] text-ink-3">
          Reference: <span className="font-mono">{reference}</span>
        </p>
      )}
    </div>
  );
}

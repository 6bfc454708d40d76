import type { ReactNode } from "react";

/** A page's own room: its margins, and the width that is good to read. */
export function PageBody({ children }: { children: ReactNode }) {
  return (
    <div className="w-full max-w-[1180px] flex-1 px-11 pt-[26px] pb-14 max-[1000px]:px-7 max-[700px]:px-4 max-[700px]:pt-4 max-[700px]:pb-10">
      {children}
    </div>
  );
}

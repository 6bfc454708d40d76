import { Notice } from "./notice.tsx";

/** Above a form's buttons: why what was asked for did not happen, said at once; nothing while there is nothing. */
export function FormFailure({ children }: { children: string | null | undefined }) {
  if (!children) return null;
  return (
    <Notice tone="rejected" role="alert">
      {children}
    </Notice>
  );
}

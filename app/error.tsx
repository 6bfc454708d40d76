"use client";

import type { ErrorInfo } from "next/error";
import { ErrorPage } from "@/components/shell/error-page.tsx";

export default function RootError({ error, retry }: ErrorInfo) {
  return (
    <main className="flex min-h-dvh">
      <ErrorPage error={error} onRetry={retry} />
    </main>
  );
}

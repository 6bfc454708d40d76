"use client";

import type { ErrorInfo } from "next/error";
import { ErrorPage } from "@/components/shell/error-page.tsx";
import "./globals.css";

/** Stands in for the root layout when that one fails, so it brings its own document. */
export default function GlobalError({ error, retry }: ErrorInfo) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Tessera</title>
        <main className="flex min-h-dvh">
          <ErrorPage error={error} onRetry={retry} />
        </main>
      </body>
    </html>
  );
}

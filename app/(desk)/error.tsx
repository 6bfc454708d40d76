"use client";

import type { ErrorInfo } from "next/error";
import { ErrorPage } from "@/components/shell/error-page.tsx";

export default function DeskError({ error, retry }: ErrorInfo) {
  return <ErrorPage error={error} onRetry={retry} />;
}

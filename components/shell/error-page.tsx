"use client";

import { Button } from "@/components/ui/button.tsx";
import { PlainPage } from "./plain-page.tsx";

interface ErrorPageProps {
  error: unknown;
  /** Asks the server for the page once more. */
  onRetry: () => void;
}

/** A page that could not be shown: what happened, what was not lost, one thing to do. */
export function ErrorPage({ error, onRetry }: ErrorPageProps) {
  return (
    <PlainPage
      title="This page could not be loaded"
      action={
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
      }
      reference={digestOf(error)}
    >
      <p>
        Something went wrong while Tessera put this page together. What you have saved is still there, and no
        key has left its place.
      </p>
    </PlainPage>
  );
}

function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

import type { ReactNode } from "react";
import { AuthenticateSkeleton } from "@/components/credentials/authenticate-skeleton.tsx";
import { SuspenseOnArrival } from "@/components/shell/suspense-on-arrival.tsx";

export default function AuthenticateLayout({ children }: { children: ReactNode }) {
  return <SuspenseOnArrival fallback={<AuthenticateSkeleton />}>{children}</SuspenseOnArrival>;
}

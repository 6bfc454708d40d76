import type { CredentialSummary } from "@/lib/credentials.ts";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import { EnvironmentMark } from "./environment-mark.tsx";
import { KeyHint } from "./key-hint.tsx";

/** A credential in one line: "Revenue team · Production ●●●● 4f2a". */
export function CredentialLine({
  credential: { name, environment, keyHint },
  connector,
}: {
  credential: CredentialSummary;
  connector: ConnectorOnScreen;
}) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <span className="font-medium text-ink [overflow-wrap:anywhere]">{name}</span>
      <EnvironmentMark environment={environment} />
      {environmentLabel(connector, environment)}
      <KeyHint hint={keyHint} />
    </span>
  );
}

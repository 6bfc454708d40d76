import { ConnectorGuide } from "./connector-guide.tsx";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";

/** Nobody has saved a credential for this connector yet. */
export function FirstCredential({ connector }: { connector: ConnectorOnScreen }) {
  return (
    <div className="mt-5 max-w-[60ch] text-ink-2">
      <p>
        There is no credential for {connector.name} yet: add the first one, and from then on just select its
        tile.
      </p>
      <details className="mt-3">
        <summary className="w-fit cursor-pointer rounded-chip font-semibold text-accent underline underline-offset-2">
          How to get a {connector.name} API key
        </summary>
        <div className="mt-3 rounded-tile border border-line bg-sunken p-5">
          <ConnectorGuide guide={connector.guide} headingLevel={2} />
        </div>
      </details>
    </div>
  );
}

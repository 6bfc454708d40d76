import { exactTime, relativeTime } from "@/components/credentials/relative-time.ts";
import { endpointPath } from "@/lib/connectors/endpoint-settings.ts";
import type { Integration } from "@/lib/integrations.ts";
import { ConnectorLogo } from "./connector-logo.tsx";
import { describeIntegration } from "./describe-integration.ts";
import { type Fact, Facts } from "./facts.tsx";

interface IntegrationDetailsProps {
  integration: Integration;
  /** ISO 8601; what ages are counted from. */
  now: string;
}

/** What a source reads or a destination writes, as it is set, and who made it. */
export function IntegrationDetails({ integration, now }: IntegrationDetailsProps) {
  const { direction, description, owner, createdAt } = integration;
  const { connectorName, logo, endpoint, endpointLabel, settingsShown, baseUrl } =
    describeIntegration(integration);
  const service: Fact[] = [
    {
      term: "Service",
      value: (
        <span className="flex items-center gap-2.5 font-semibold">
          {logo !== undefined && <ConnectorLogo logo={logo} size={26} />}
          {connectorName}
        </span>
      ),
    },
    {
      term: "Endpoint",
      value: (
        <>
          <span className="font-semibold">{endpointLabel}</span>
          {endpoint !== undefined && <span className="block text-ink-2">{endpoint.description}</span>}
        </>
      ),
    },
  ];
  for (const { label, value } of settingsShown) service.push({ term: label, value });
  if (settingsShown.length === 0 && endpoint?.parameters !== undefined) {
    service.push({ term: "Narrowed down", value: <span className="text-ink-3">Not at all</span> });
  }
  if (endpoint !== undefined && baseUrl !== undefined) {
    service.push({
      term: "Request",
      value: (
        <span className="font-mono text-[13px]">
          {endpoint.method} {baseUrl}
          {endpointPath(endpoint, integration.settings)}
        </span>
      ),
    });
  }
  return (
    <div className="grid items-start gap-4 min-[1100px]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Facts title={direction === "source" ? "Reads" : "Writes"} facts={service} />
      <Facts
        title="About"
        facts={[
          {
            term: "Description",
            value:
              description === "" ? (
                <span className="text-ink-3">None yet</span>
              ) : (
                <span className="whitespace-pre-line">{description}</span>
              ),
          },
          { term: "Owner", value: owner?.name ?? "Nobody any more" },
          {
            term: "Created",
            value: (
              <time dateTime={createdAt} title={exactTime(createdAt)}>
                {relativeTime(createdAt, now)}
              </time>
            ),
          },
        ]}
      />
    </div>
  );
}

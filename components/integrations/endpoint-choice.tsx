import type { ComponentProps } from "react";
import { Icon } from "@/components/ui/icon.tsx";
import type { ConnectorEndpoint } from "@/lib/connectors/define-connector.ts";

interface EndpointChoiceProps extends Omit<ComponentProps<"input">, "type" | "value"> {
  endpoint: ConnectorEndpoint;
}

/** One endpoint as a card; the whole card is the target. */
export function EndpointChoice({ endpoint, ...props }: EndpointChoiceProps) {
  return (
    <label className="relative flex min-w-0 cursor-pointer flex-col gap-0.5 rounded-control border border-line-control bg-surface px-3.5 py-2.5 pr-10 has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[0_0_0_1px_var(--color-accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input
        {...props}
        type="radio"
        value={endpoint.id}
        className="peer absolute top-3 right-3 size-[18px] cursor-pointer appearance-none rounded-full border-[1.5px] border-line-control bg-surface outline-none checked:border-accent checked:bg-accent"
      />
      <Icon
        name="check"
        size={10}
        className="pointer-events-none invisible absolute top-4 right-4 text-on-accent peer-checked:visible"
      />
      <span className="text-sm font-semibold text-ink">{endpoint.label}</span>
      <span className="text-[13px] leading-snug text-ink-2">{endpoint.description}</span>
    </label>
  );
}

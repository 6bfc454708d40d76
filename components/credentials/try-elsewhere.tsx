import { useEffect, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ApiError } from "@/lib/api-client.ts";
import type { TestResult } from "@/lib/credentials.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { EnvironmentMark } from "./environment-mark.tsx";
import { otherEnvironments, otherHosts, otherLabels } from "./key-switch.ts";
import { verdictWords } from "./verdict-words.ts";

interface TryElsewhereProps {
  connector: ConnectorOnScreen;
  /** Where the key was rejected. */
  environment: string;
  /** Asks one environment about the key. */
  tryKey: (environment: string, signal: AbortSignal) => Promise<TestResult>;
  /** Somebody wants the key to be of this one. */
  onUse: (environment: string) => void;
  /** What is under way because of that. */
  busy?: boolean;
}

type Attempt = { environment: string; result: TestResult | null; failure: string | null };

/**
 * Whether a rejected key belongs to another environment. It is asked first, since trying sends the key to other hosts;
 * then one press takes the environment that accepts it.
 */
export function TryElsewhere({ connector, environment, tryKey, onUse, busy = false }: TryElsewhereProps) {
  const [attempts, setAttempts] = useState<Attempt[] | "running" | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run() {
    const controller = new AbortController();
    running.current = controller;
    setAttempts("running");
    const others = otherEnvironments(connector, environment);
    const done = await Promise.all(others.map(({ id }) => attempt(id, tryKey, controller.signal)));
    if (!controller.signal.aborted) setAttempts(done);
  }

  const accepted = Array.isArray(attempts) && attempts.some(({ result }) => accepts(result));
  return (
    <section
      aria-label="Another Base URL"
      className="grid gap-2.5 rounded-control border border-line bg-sunken px-3.5 py-3 text-[13px] leading-snug text-ink-2"
    >
      {!Array.isArray(attempts) && (
        <>
          <p>
            The key may belong to another Base URL. Trying sends it to {otherHosts(connector, environment)}.
          </p>
          <div>
            <Button size="small" busy={attempts === "running"} busyLabel="Trying…" onClick={run}>
              Try {otherLabels(connector, environment)}
            </Button>
          </div>
        </>
      )}
      <div role="status" className="grid gap-2.5 empty:hidden">
        {Array.isArray(attempts) && (
          <>
            <ul className="grid gap-2">
              {attempts.map((made) => (
                <Outcome
                  key={made.environment}
                  attempt={made}
                  connector={connector}
                  busy={busy}
                  onUse={onUse}
                />
              ))}
            </ul>
            {!accepted && <p>No other Base URL accepts this key.</p>}
          </>
        )}
      </div>
    </section>
  );
}

interface OutcomeProps {
  attempt: Attempt;
  connector: ConnectorOnScreen;
  busy: boolean;
  onUse: (environment: string) => void;
}

function Outcome({ attempt: { environment, result, failure }, connector, busy, onUse }: OutcomeProps) {
  const label = connector.environments.find(({ id }) => id === environment)?.label ?? environment;
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
      <EnvironmentMark environment={environment} />
      <span className="font-medium text-ink">{label}</span>
      {result === null ? (
        <span className="text-rejected">{failure}</span>
      ) : (
        <Verdict result={result} service={connector.name} />
      )}
      {accepts(result) && (
        <Button
          size="small"
          variant="primary"
          className="ml-auto"
          busy={busy}
          busyLabel="Switching…"
          onClick={() => onUse(environment)}
        >
          Use {label}
        </Button>
      )}
    </li>
  );
}

function Verdict({ result, service }: { result: TestResult; service: string }) {
  const { tone, icon, text } = verdictWords(
    { verdict: result.verdict, testedAt: null, service },
    result.testedAt,
  );
  return (
    <span title={result.message}>
      <Badge tone={tone} icon={icon}>
        {text}
      </Badge>
    </span>
  );
}

function accepts(result: TestResult | null): boolean {
  return result?.verdict === "valid" || result?.verdict === "limited";
}

async function attempt(
  environment: string,
  tryKey: TryElsewhereProps["tryKey"],
  signal: AbortSignal,
): Promise<Attempt> {
  try {
    return { environment, result: await tryKey(environment, signal), failure: null };
  } catch (error) {
    if (!signal.aborted && !(error instanceof ApiError)) throw error;
    return { environment, result: null, failure: error instanceof ApiError ? error.message : null };
  }
}

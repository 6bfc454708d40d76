"use client";

import Link from "next/link";
import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { directions } from "@/lib/directions.ts";
import type { Integration } from "@/lib/integrations.ts";
import { describeIntegration } from "./describe-integration.ts";
import { Panel } from "./panel.tsx";
import { readSnippets } from "./read-snippets.ts";
import { SNIPPET_SCOPE, type Snippet } from "./snippet.ts";
import { writeSnippets } from "./write-snippets.ts";

interface SnippetsProps {
  integration: Integration;
  /** Where this Tessera is, such as `https://tessera.example.com`. */
  origin: string;
  mayManageTokens: boolean;
}

const explained = {
  source:
    "The answer is JSON Lines: a record a line, and after each page a line with the cursor to go on from. The key stays in Tessera.",
  destination:
    "Send JSON Lines, a record a line; each is answered with what became of it. The key stays in Tessera.",
} as const;

/** Ready-made programs that read a source or write to a destination. */
export function Snippets({ integration, origin, mayManageTokens }: SnippetsProps) {
  const { direction } = integration;
  const [language, setLanguage] = useState<Snippet["language"]>("curl");
  const snippets = snippetsFor(integration, origin);
  const shown = snippets.find((snippet) => snippet.language === language);
  if (shown === undefined) return null;
  const verb = direction === "source" ? "read" : "write to";
  return (
    <Panel title={`How to ${verb} this ${directions[direction].one}`} lead={explained[direction]}>
      <CodeBlock code={shown.code} what={`the ${language} example`}>
        <Segmented
          label="Language"
          options={snippets.map((snippet) => snippet.language)}
          chosen={language}
          onChoose={setLanguage}
        />
      </CodeBlock>
      <p className="text-[13px] leading-snug text-ink-2">
        <code className="font-mono text-ink">TESSERA_TOKEN</code> is an API token with the scope{" "}
        <code className="font-mono text-ink">{SNIPPET_SCOPE}</code>, from the environment.{" "}
        {mayManageTokens ? (
          <Link
            href="/settings/tokens"
            className="rounded-chip font-semibold text-accent underline underline-offset-2"
          >
            Create a token
          </Link>
        ) : (
          "An admin of this organization can create one for you."
        )}
      </p>
    </Panel>
  );
}

function snippetsFor(integration: Integration, origin: string): Snippet[] {
  const { direction, id, endpoint } = integration;
  if (direction === "source") return readSnippets({ origin, id, endpoint });
  const accepts = describeIntegration(integration).endpoint?.accepts;
  return accepts === undefined ? [] : writeSnippets({ origin, id, accepts });
}

import type { Metadata } from "next";
import { headers } from "next/headers";
import { TokenList } from "@/components/tokens/token-list.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { beginAgainAt, orNotFound } from "@/lib/server/page-errors.ts";
import { ownOrigin } from "@/lib/server/request.ts";
import { listTokens } from "@/lib/server/tokens/tokens.ts";
import { tokenQuerySchema } from "@/lib/tokens.ts";

const path = "/settings/tokens";

export const metadata: Metadata = { title: "API tokens" };

/** The organization's API tokens, for whoever may manage them. */
export default async function TokensPage({ searchParams }: PageProps<"/settings/tokens">) {
  const [actor, requestHeaders, { cursor }] = await Promise.all([requireActor(), headers(), searchParams]);
  const query = tokenQuerySchema.parse(typeof cursor === "string" ? { cursor: cursor.slice(0, 2_000) } : {});
  const { data, nextCursor } = await orNotFound(listTokens(actor, query)).catch(beginAgainAt(path));
  return (
    <TokenList
      tokens={data}
      empty={data.length === 0 && query.cursor === undefined}
      origin={ownOrigin(requestHeaders)}
      now={new Date().toISOString()}
    >
      {(query.cursor !== undefined || nextCursor !== null) && (
        <nav aria-label="Pages" className="mt-5 flex justify-between gap-3">
          {query.cursor !== undefined && <ButtonLink href={path}>First page</ButtonLink>}
          {nextCursor !== null && (
            <ButtonLink
              href={{ pathname: path, query: { cursor: nextCursor } }}
              rel="next"
              className="ml-auto"
            >
              Next page
            </ButtonLink>
          )}
        </nav>
      )}
    </TokenList>
  );
}

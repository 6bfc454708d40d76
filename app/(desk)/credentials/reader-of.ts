import type { Reader } from "@/components/credentials/reader.ts";
import type { MemberActor } from "@/lib/server/access/actor.ts";
import { may } from "@/lib/server/access/authorize.ts";

/** What the tiles need to know of whoever looks at them. */
export function readerOf(actor: MemberActor): Reader {
  const mayChange = may(actor, "credential:change-any")
    ? "any"
    : may(actor, "credential:change-own")
      ? "own"
      : "none";
  return {
    id: actor.userId,
    mayAdd: may(actor, "credential:create"),
    mayConnect: may(actor, "integration:create"),
    mayTest: may(actor, "credential:test"),
    mayChange,
  };
}

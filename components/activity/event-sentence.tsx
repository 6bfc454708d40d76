import type { ActivityEvent } from "@/lib/activity.ts";

interface EventSentenceProps {
  event: ActivityEvent;
  /** What was done, after who did it: "added credential". */
  words: string;
}

const name = "font-semibold text-ink [overflow-wrap:anywhere]";

/** What happened, as one sentence: who, what, on what. */
export function EventSentence({ event, words }: EventSentenceProps) {
  const { actor } = event;
  const object = objectOf(event);
  return (
    <>
      {actor.kind === "token" && "Token "}
      <strong className={name}>{actor.name === "" ? "Somebody" : actor.name}</strong> {words}
      {object !== "" && (
        <>
          {" "}
          <strong className={name}>{object}</strong>
        </>
      )}
    </>
  );
}

/** What people do to themselves: who did it was said already. */
const withoutObject = new Set([
  "member.left",
  "account.signed_in",
  "account.signed_out",
  "account.two_factor_on",
  "account.two_factor_off",
  "account.recovery_codes_renewed",
  "account.recovery_code_used",
  "account.provider_linked",
]);

/** Who joins is who does it: what is worth saying is as what. */
function objectOf({ action, subject, after }: ActivityEvent): string {
  if (action === "member.joined" && typeof after?.role === "string") return after.role;
  return withoutObject.has(action) ? "" : subject.name;
}

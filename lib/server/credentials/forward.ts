import type { ConnectorDefinition } from "../../connectors/define-connector.ts";
import type { Actor } from "../access/actor.ts";
import { EgressError } from "../egress/egress-error.ts";
import type { EgressMethod } from "../egress/send.ts";
import type { StreamedResponse, StreamRequest } from "../egress/stream.ts";
import { invalid, Refusal } from "../errors.ts";
import { openForUse } from "./use-credential.ts";

/** A request to be sent on, as its caller made it. */
export interface Forwarded extends Omit<StreamRequest, "method"> {
  readonly method: string;
}

/**
 * Sends a request to the credential's service with its key, and gives the answer, whatever its status, with a body that
 * comes while it is read. Refuses with 422 what may not be sent, and with 502 or 504 where there is no answer.
 */
export async function forward(actor: Actor, id: string, request: Forwarded): Promise<StreamedResponse> {
  const credential = await openForUse(actor, id);
  const method = request.method as EgressMethod; // Egress refuses what is none.
  try {
    const answer = await credential.stream(
      { ...request, method },
      reachedBy(request.path, credential.connector),
    );
    // Broken off already, it would pass for one that is whole and empty.
    if (answer.body.errored) throw answer.body.errored;
    return answer;
  } catch (error) {
    throw error instanceof EgressError ? toRefusal(error) : error;
  }
}

/** In the connector's words, never in the caller's. */
function reachedBy(path: string, { endpoints }: ConnectorDefinition): string {
  const [pathname] = path.split("?", 1);
  const endpoint = endpoints.find((candidate) => candidate.path === pathname);
  return endpoint?.label.toLowerCase() ?? "all that was asked for";
}

function toRefusal({ code, message }: EgressError): Refusal {
  switch (code) {
    case "invalid":
      return invalid([
        { field: "path", message: `${message} Send a plain path, and what the service's API takes.` },
      ]);
    case "cancelled":
      return new Refusal(499, code, message);
    case "timeout":
      return new Refusal(504, code, `${message} Try again in a few minutes.`);
    case "private_address":
    case "tls":
      return new Refusal(502, code, `${message} Tell your administrator.`);
    default:
      return new Refusal(502, code, `${message} Try again in a few minutes.`);
  }
}

import { findConnector, findEnvironment } from "../../connectors/index.ts";
import type { Duplicate } from "../../credential-changes.ts";
import type { CredentialSummary } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize, may } from "../access/authorize.ts";
import { invalid } from "../errors.ts";
import type { Secret } from "../vault/secret.ts";
import { createCredential, findOrRefuse } from "./credentials.ts";

/** A duplicate whose own key has left plain text behind. */
export type DuplicateWithSecret = Omit<Duplicate, "apiKey"> & { apiKey: Secret };

/**
 * Creates a credential of the same connector from one in the actor's reach: with its description, unless another one
 * is given, and with everything else as `createCredential` has it. The key of the one that is duplicated is not opened.
 */
export async function duplicateCredential(
  actor: Actor,
  id: string,
  input: DuplicateWithSecret,
): Promise<CredentialSummary> {
  authorize(actor, "credential:create");
  const { connector: connectorId, name, description } = await findOrRefuse(actor, id);
  const connector = findConnector(connectorId);
  if (connector === undefined || findEnvironment(connector, input.environment) === undefined) {
    throw invalid([{ field: "environment", message: "Choose one of the service's Base URLs." }]);
  }
  // What a token may not read, it does not get to read in a copy.
  const theirs = may(actor, "credential:read") ? description : "";
  return createCredential(actor, {
    ...input,
    description: input.description ?? theirs,
    connector: connectorId,
    duplicateOf: name,
  });
}

import type { Binding } from "../vault/seal.ts";

/** What a webhook's signing secret is sealed to: as a key to its credential, in a place where no credential can be. */
export function secretBinding(webhook: {
  organizationId: string;
  webhookId: string;
  secretVersion: number;
}): Binding {
  return {
    organizationId: webhook.organizationId,
    credentialId: webhook.webhookId,
    connector: "tessera:webhook",
    environment: "signing",
    keyVersion: webhook.secretVersion,
  };
}

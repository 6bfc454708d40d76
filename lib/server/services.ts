import { v7 as uuidv7 } from "uuid";
import { dataKeyStore } from "./credentials/data-key-store.ts";
import { emulatedOrigins } from "./egress/emulated.ts";
import { createEgress, type Egress } from "./egress/send.ts";
import { createWebhookSender, type WebhookSender } from "./egress/send-webhook.ts";
import { env } from "./env.ts";
import { loadLocalKeyring } from "./vault/keyring/local-keyring.ts";
import { createVault, type Vault } from "./vault/vault.ts";

const shared = globalThis as typeof globalThis & {
  tesseraVault?: Promise<Vault>;
  tesseraEgress?: Egress;
  tesseraWebhookSender?: WebhookSender;
};

/** The process's vault, over the local keyring. Rejects with KeyringFileError where that is unusable. */
export function vault(): Promise<Vault> {
  shared.tesseraVault ??= loadLocalKeyring(env().keyringPath).then((keyring) =>
    createVault({ keyring, dataKeys: dataKeyStore, newId: () => uuidv7() }),
  );
  return shared.tesseraVault;
}

/** The process's one way out to connectors' services. */
export function egress(): Egress {
  shared.tesseraEgress ??= createEgress({ emulated: emulatedOrigins() });
  return shared.tesseraEgress;
}

/** The process's one way out to webhooks. */
export function webhookSender(): WebhookSender {
  shared.tesseraWebhookSender ??= createWebhookSender({ toPrivate: env().webhooksToPrivate });
  return shared.tesseraWebhookSender;
}

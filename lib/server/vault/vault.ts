import { createDataKeys, type DataKeyStore } from "./data-keys.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Keyring } from "./keyring/keyring.ts";
import { type Binding, dataKeyIdOf, openWith, sealWith } from "./seal.ts";
import type { Secret } from "./secret.ts";

export type { DataKeyStore, WrappedDataKey } from "./data-keys.ts";

/**
 * Seals and opens keys. An organization's data keys are loaded at its first use; from then on
 * nothing here reads or writes anything. Every call rejects with WrongKeyringError when the data
 * key it needs was wrapped by another keyring.
 */
export interface Vault {
  /** The text to store in the row that `binding` describes, and in no other. */
  seal(secret: Secret, binding: Binding): Promise<string>;
  /** Rejects with UnreadableError when it was damaged, tampered with or moved, or its data key is gone. */
  open(sealedKey: string, binding: Binding): Promise<Secret>;
  /** Equal for equal keys of one organization; says nothing about a key to anyone else. */
  fingerprint(secret: Secret, organizationId: string): Promise<string>;
}

/** `newId` makes a UUID in lower case for every data key. */
export function createVault(options: {
  keyring: Keyring;
  dataKeys: DataKeyStore;
  newId: () => string;
}): Vault {
  const dataKeys = createDataKeys({
    keyring: options.keyring,
    store: options.dataKeys,
    newId: options.newId,
  });
  return {
    async seal(secret, binding) {
      return sealWith(await dataKeys.current(binding.organizationId, "seal"), secret, binding);
    },
    async open(sealedKey, binding) {
      const dataKey = await dataKeys.sealing(binding.organizationId, dataKeyIdOf(sealedKey));
      return openWith(dataKey, sealedKey, binding);
    },
    async fingerprint(secret, organizationId) {
      const { key } = await dataKeys.current(organizationId, "index");
      return fingerprintOf(key, secret);
    },
  };
}

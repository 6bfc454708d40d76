import type { KeyObject } from "node:crypto";

/** What a data key is for: sealing credentials, or fingerprinting them. */
export type Purpose = "seal" | "index";

/** The data key that a wrapped text is of. It unwraps as this one and as no other. */
export interface DataKeyBinding {
  readonly dataKeyId: string;
  readonly organizationId: string;
  readonly purpose: Purpose;
}

/**
 * What wraps data keys: a local key file, or a KMS, for which both calls are requests. Whatever
 * implements it authenticates the binding together with its own key id.
 */
export interface Keyring {
  /** Names the key in every wrapped text: letters, digits, `_` and `-`. Not secret. */
  readonly keyId: string;
  /** The wrapped text, `k1.<keyId>.<…>`, is safe to store. */
  wrap(dataKey: KeyObject, binding: DataKeyBinding): Promise<string>;
  /**
   * Rejects with WrongKeyringError when another keyring wrapped it, and with UnreadableError when
   * it was damaged, relabelled, or wrapped for another binding.
   */
  unwrap(wrapped: string, binding: DataKeyBinding): Promise<KeyObject>;
}

/** The keyring is in order, but it is not the one that wrapped this data key: for an operator to mend. */
export class WrongKeyringError extends Error {
  override readonly name = "WrongKeyringError";
  readonly expectedKeyId: string;
  readonly actualKeyId: string;

  constructor(expectedKeyId: string, actualKeyId: string) {
    super(
      `The data was sealed with keyring ${expectedKeyId}, but this is keyring ${actualKeyId}: ` +
        `put the key file of ${expectedKeyId} back in its place, from a backup if need be, and start again.`,
    );
    this.expectedKeyId = expectedKeyId;
    this.actualKeyId = actualKeyId;
  }
}

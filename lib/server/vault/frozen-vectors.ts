import type { DataKeyBinding } from "./keyring/keyring.ts";
import type { Binding } from "./seal.ts";

/**
 * Texts that were made once and must open forever: what is stored in people's databases looks like
 * this. Never edit one; a new format adds its own. The keys protect nothing but these examples.
 */
export interface FrozenSealedKey {
  readonly name: string;
  readonly key: string;
  readonly binding: Binding;
  readonly sealedKey: string;
}

const ORGANIZATION_ID = "0190a6c2-0000-7000-8000-000000000001";
const CREDENTIAL_ID = "0190a6c2-0000-7000-8000-000000000002";

export const FROZEN_DATA_KEY_ID = "0190a6c2-7e1f-7a3b-8c4d-5e6f70819203";
/** The bytes 0 to 31. */
export const FROZEN_DATA_KEY_HEX = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

export const FROZEN_SEALED_KEYS: readonly FrozenSealedKey[] = [
  {
    name: "an ordinary key",
    key: "frozen-example-of-an-api-key-1234",
    binding: {
      organizationId: ORGANIZATION_ID,
      credentialId: CREDENTIAL_ID,
      connector: "people-ai",
      environment: "production",
      keyVersion: 1,
    },
    sealedKey:
      "t1.0190a6c2-7e1f-7a3b-8c4d-5e6f70819203.KLb1z9kGeQ0muRj22p0mfgvoP9wRpMstqUNX9rWPfdNXALEMOsi1aJ1TsAGJVGoXYWOMbsfJZRGnGH7x7g",
  },
  {
    name: "an empty key",
    key: "",
    binding: {
      organizationId: ORGANIZATION_ID,
      credentialId: CREDENTIAL_ID,
      connector: "people-ai",
      environment: "staging",
      keyVersion: 2,
    },
    sealedKey: "t1.0190a6c2-7e1f-7a3b-8c4d-5e6f70819203.wgL8N3z3wkL5G_sxePNuaC_ikWu7I9ESnqx54A",
  },
  {
    name: "a key of every width of UTF-8",
    key: "aß€😀\u0000\n",
    binding: {
      organizationId: ORGANIZATION_ID,
      credentialId: CREDENTIAL_ID,
      connector: "people-ai",
      environment: "mock",
      keyVersion: 2147483647,
    },
    sealedKey:
      "t1.0190a6c2-7e1f-7a3b-8c4d-5e6f70819203.Dhz_8nP-3lGDSVj99IJMlEONzPhL8qFF4v17QtryFYvZd-xaZ6vNRw",
  },
  {
    name: "a binding of quotes and brackets",
    key: "plain",
    binding: {
      organizationId: 'o","x',
      credentialId: "[]",
      connector: "é",
      environment: "a,b",
      keyVersion: 3,
    },
    sealedKey: "t1.0190a6c2-7e1f-7a3b-8c4d-5e6f70819203.VJqsGNaBvaC15Aju-CbaPzFwtqF3cf8DdqrbwmU6mrbG",
  },
];

export const FROZEN_KEYRING_FILE = `{
  "format": "tessera-keyring-1",
  "keyId": "k_jMbk7QlzgxS7WoL7",
  "key": "H2ZjU5zSj9W3_It9YuDH9KATpG_dvQumvacOsY4e07Y"
}
`;

/** The frozen data key, wrapped by the frozen keyring. */
export const FROZEN_WRAPPED_DATA_KEY =
  "k1.k_jMbk7QlzgxS7WoL7.CqoIt7-9ssFN1mayLvs_Hp-z-9ZSM_WUz5RSvosOeH1OY-d81sP7d9Jcl5yKYPK_RJQeSjqt0t9E-9Ti";
export const FROZEN_DATA_KEY_BINDING: DataKeyBinding = {
  dataKeyId: FROZEN_DATA_KEY_ID,
  organizationId: ORGANIZATION_ID,
  purpose: "seal",
};

/** Of the ordinary key, under the frozen data key as the index key. */
export const FROZEN_FINGERPRINT = "Oh0n9Utuh-ZcYUAT44rCs3v8g1j1sxsbg-uWxdt48DI";
export const FROZEN_MOSAIC = "23:100001022112102";

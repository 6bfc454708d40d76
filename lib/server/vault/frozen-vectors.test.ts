import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keyOf } from "./aead.ts";
import { fingerprintOf, mosaicOf } from "./fingerprint.ts";
import {
  FROZEN_DATA_KEY_BINDING,
  FROZEN_DATA_KEY_HEX,
  FROZEN_DATA_KEY_ID,
  FROZEN_FINGERPRINT,
  FROZEN_KEYRING_FILE,
  FROZEN_MOSAIC,
  FROZEN_SEALED_KEYS,
  FROZEN_WRAPPED_DATA_KEY,
} from "./frozen-vectors.ts";
import { loadLocalKeyring } from "./keyring/local-keyring.ts";
import { openWith } from "./seal.ts";
import { Secret } from "./secret.ts";

const dataKey = { id: FROZEN_DATA_KEY_ID, key: keyOf(Buffer.from(FROZEN_DATA_KEY_HEX, "hex")) };

test.each(FROZEN_SEALED_KEYS)("$name that was sealed long ago still opens", ({ key, binding, sealedKey }) => {
  expect(openWith(dataKey, sealedKey, binding).reveal()).toBe(key);
});

test("a keyring file and a data key that were written long ago still load and unwrap", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tessera-frozen-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "keyring.json");
  await writeFile(path, FROZEN_KEYRING_FILE, { mode: 0o600 });

  const keyring = await loadLocalKeyring(path);
  const unwrapped = await keyring.unwrap(FROZEN_WRAPPED_DATA_KEY, FROZEN_DATA_KEY_BINDING);

  expect(unwrapped.export().toString("hex")).toBe(FROZEN_DATA_KEY_HEX);
});

test("fingerprints and mosaics stay what they were", () => {
  const [ordinary] = FROZEN_SEALED_KEYS;
  expect(fingerprintOf(dataKey.key, Secret.of(ordinary?.key ?? ""))).toBe(FROZEN_FINGERPRINT);
  expect(mosaicOf(FROZEN_FINGERPRINT)).toBe(FROZEN_MOSAIC);
});

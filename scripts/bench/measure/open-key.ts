import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as uuidv7 } from "uuid";
import { createLocalKeyring } from "../../../lib/server/vault/keyring/local-keyring.ts";
import { Secret } from "../../../lib/server/vault/secret.ts";
import { createVault, type DataKeyStore, type WrappedDataKey } from "../../../lib/server/vault/vault.ts";
import { partOf } from "../clean-up.ts";
import { atMost, microseconds, type Section } from "../report.ts";
import { spreadOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";

const KEYS = 1_000;
const OPENINGS_A_ROUND = 50_000;

/** Opens sealed keys in this process, as the server does once an organization's data key is unwrapped. */
export async function measureOpenKey({ settings, cleanUp }: Bench): Promise<Section> {
  await using mine = partOf(cleanUp);
  const folder = mkdtempSync(join(tmpdir(), "tessera-bench-"));
  mine.defer(() => rmSync(folder, { recursive: true, force: true }));
  const vault = createVault({
    keyring: await createLocalKeyring(join(folder, "keyring.json")),
    dataKeys: dataKeysInMemory(),
    newId: () => uuidv7(),
  });
  const organizationId = uuidv7();
  const sealed = await Promise.all(
    Array.from({ length: KEYS }, async (_, index) => {
      const binding = {
        organizationId,
        credentialId: uuidv7(),
        connector: "people-ai",
        environment: "production",
        keyVersion: 1,
      };
      const key = Secret.of(`pk_bench_${String(index).padStart(32, "0")}`);
      return { binding, sealedKey: await vault.seal(key, binding) };
    }),
  );
  const openMany = async (openings: number): Promise<number> => {
    const started = performance.now();
    for (let index = 0; index < openings; index += 1) {
      const { sealedKey, binding } = sealed[index % KEYS] as (typeof sealed)[number];
      await vault.open(sealedKey, binding);
    }
    return ((performance.now() - started) / openings) * 1_000;
  };

  await openMany(OPENINGS_A_ROUND);
  const spent: number[] = [];
  for (let round = 0; round < settings.rounds; round += 1) spent.push(await openMany(OPENINGS_A_ROUND));
  return {
    title: "Open a sealed key, data key warm",
    rows: [{ what: "a key", value: spreadOf(spent), format: microseconds, budget: atMost(15, " µs") }],
  };
}

function dataKeysInMemory(): DataKeyStore {
  const dataKeys: WrappedDataKey[] = [];
  const current = (organizationId: string, purpose: WrappedDataKey["purpose"]) =>
    dataKeys.find((dataKey) => dataKey.organizationId === organizationId && dataKey.purpose === purpose);
  return {
    findCurrent: async (organizationId, purpose) => current(organizationId, purpose) ?? null,
    findById: async (organizationId, id) =>
      dataKeys.find((dataKey) => dataKey.organizationId === organizationId && dataKey.id === id) ?? null,
    async insertIfAbsent(dataKey) {
      const known = current(dataKey.organizationId, dataKey.purpose);
      if (known) return known;
      dataKeys.push(dataKey);
      return dataKey;
    },
  };
}

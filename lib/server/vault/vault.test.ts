import { createSecretKey, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, describe, expect } from "vitest";
import { generateKey } from "./aead.ts";
import { createDataKeys, type DataKeyStore, type WrappedDataKey } from "./data-keys.ts";
import { type Keyring, WrongKeyringError } from "./keyring/keyring.ts";
import { createLocalKeyring } from "./keyring/local-keyring.ts";
import { type Binding, dataKeyIdOf, sealWith } from "./seal.ts";
import { Secret } from "./secret.ts";
import { UnreadableError } from "./unreadable-error.ts";
import { createVault, type Vault } from "./vault.ts";

const secret = Secret.of("an-api-key-that-nobody-may-see");

function bindingIn(organizationId: string): Binding {
  return {
    organizationId,
    credentialId: "credential",
    connector: "people-ai",
    environment: "production",
    keyVersion: 1,
  };
}

/** Keeps data keys as the database does: each call takes a moment, the first current one wins. */
class MemoryStore implements DataKeyStore {
  readonly rows: WrappedDataKey[] = [];
  calls = 0;
  failures = 0;

  async findCurrent(organizationId: string, purpose: string) {
    await this.#answer();
    return (
      this.rows.findLast((row) => row.organizationId === organizationId && row.purpose === purpose) ?? null
    );
  }

  async findById(organizationId: string, id: string) {
    await this.#answer();
    return this.rows.find((row) => row.organizationId === organizationId && row.id === id) ?? null;
  }

  async insertIfAbsent(dataKey: WrappedDataKey) {
    await this.#answer();
    const current = this.rows.find(
      (row) => row.organizationId === dataKey.organizationId && row.purpose === dataKey.purpose,
    );
    if (current) return current;
    this.rows.push(dataKey);
    return dataKey;
  }

  async #answer() {
    this.calls += 1;
    await new Promise(setImmediate);
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error("The database is away.");
    }
  }
}

const test = base.extend<{ keyring: Keyring; otherKeyring: Keyring; store: MemoryStore; vault: Vault }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that it needs from the pattern
  keyring: async ({}, use) => withKeyring(use),
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that it needs from the pattern
  otherKeyring: async ({}, use) => withKeyring(use),
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that it needs from the pattern
  store: async ({}, use) => use(new MemoryStore()),
  vault: async ({ keyring, store }, use) => use(vaultOf(keyring, store)),
});

/** A vault as another process has it: the same keyring and database, nothing in memory. */
function vaultOf(keyring: Keyring, store: DataKeyStore): Vault {
  return createVault({ keyring, dataKeys: store, newId: randomUUID });
}

async function withKeyring(use: (keyring: Keyring) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), "tessera-vault-"));
  await use(await createLocalKeyring(join(folder, "keyring.json")));
  await rm(folder, { recursive: true });
}

describe("sealing and opening", () => {
  test("a key opens in the vault that sealed it and after a restart", async ({ vault, keyring, store }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    expect((await vault.open(sealedKey, bindingIn("a"))).reveal()).toBe(secret.reveal());
    expect((await vaultOf(keyring, store).open(sealedKey, bindingIn("a"))).reveal()).toBe(secret.reveal());
  });

  test("a key of one organization does not open in another", async ({ vault }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    await vault.seal(secret, bindingIn("b"));
    await expect(vault.open(sealedKey, bindingIn("b"))).rejects.toThrow(UnreadableError);
  });

  test("a data key that was copied to another organization opens nothing there", async ({
    vault,
    keyring,
    store,
  }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    const [stolen] = store.rows;
    if (!stolen) throw new Error("There is no data key.");
    store.rows.push({ ...stolen, organizationId: "b" });
    for (const binding of [bindingIn("a"), bindingIn("b")]) {
      const opened = vaultOf(keyring, storeThatIgnoresOrganizations(store, "b")).open(sealedKey, binding);
      await expect(opened).rejects.toThrow(UnreadableError);
    }
    await expect(vaultOf(keyring, store).seal(secret, bindingIn("b"))).rejects.toThrow(UnreadableError);
  });

  test("a store that answers with the data key of another organization is not believed", async ({
    vault,
    keyring,
    store,
  }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    const confused = vaultOf(keyring, storeThatIgnoresOrganizations(store, "a"));
    await expect(confused.open(sealedKey, bindingIn("b"))).rejects.toThrow(
      "its organization has no data key",
    );
    await expect(confused.seal(secret, bindingIn("b"))).rejects.toThrow("not asked for");
  });

  test("an index key opens nothing, not even what was sealed with it", async ({ vault, keyring, store }) => {
    await vault.fingerprint(secret, "a");
    const { id, key } = await createDataKeys({ keyring, store, newId: randomUUID }).current("a", "index");
    const sealedKey = sealWith({ id, key }, secret, bindingIn("a"));
    await expect(vault.open(sealedKey, bindingIn("a"))).rejects.toThrow(UnreadableError);
  });

  test("a sealed key does not open with an index key that was relabelled for sealing", async ({
    vault,
    keyring,
    store,
  }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    await vault.fingerprint(secret, "a");
    const indexKey = store.rows.find((row) => row.purpose === "index");
    if (!indexKey) throw new Error("There is no index key.");
    const renamed = sealedKey.replace(dataKeyIdOf(sealedKey), indexKey.id);
    await expect(vaultOf(keyring, store).open(renamed, bindingIn("a"))).rejects.toThrow(UnreadableError);
    store.rows[store.rows.indexOf(indexKey)] = { ...indexKey, purpose: "seal" };
    await expect(vaultOf(keyring, store).open(renamed, bindingIn("a"))).rejects.toThrow(UnreadableError);
  });

  test("a key whose data key is gone, or that is none, is refused", async ({ vault, keyring, store }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    const elsewhere = vaultOf(keyring, store);
    store.rows.length = 0;
    await expect(elsewhere.open(sealedKey, bindingIn("a"))).rejects.toThrow(UnreadableError);
    await expect(elsewhere.open("", bindingIn("a"))).rejects.toThrow(UnreadableError);
  });

  test("a key that was sealed before its data key was rotated still opens", async ({
    vault,
    keyring,
    store,
  }) => {
    const before = await vault.seal(secret, bindingIn("a"));
    const id = randomUUID();
    const wrapped = await keyring.wrap(generateKey(), {
      dataKeyId: id,
      organizationId: "a",
      purpose: "seal",
    });
    store.rows.push({ id, organizationId: "a", purpose: "seal", wrapped, keyringKeyId: keyring.keyId });

    const restarted = vaultOf(keyring, store);
    expect(dataKeyIdOf(await restarted.seal(secret, bindingIn("a")))).toBe(id);
    expect((await restarted.open(before, bindingIn("a"))).reveal()).toBe(secret.reveal());
  });

  test("a key still opens after the keyring was rotated", async ({ vault, keyring, otherKeyring, store }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    for (const [index, row] of store.rows.entries()) {
      const binding = { dataKeyId: row.id, organizationId: row.organizationId, purpose: row.purpose };
      const wrapped = await otherKeyring.wrap(await keyring.unwrap(row.wrapped, binding), binding);
      store.rows[index] = { ...row, wrapped, keyringKeyId: otherKeyring.keyId };
    }
    const opened = await vaultOf(otherKeyring, store).open(sealedKey, bindingIn("a"));
    expect(opened.reveal()).toBe(secret.reveal());
  });

  test("another keyring is refused by its id, for every use", async ({
    vault,
    keyring,
    otherKeyring,
    store,
  }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    await vault.fingerprint(secret, "a");
    const wrong = vaultOf(otherKeyring, store);
    for (const use of [
      () => wrong.open(sealedKey, bindingIn("a")),
      () => wrong.seal(secret, bindingIn("a")),
      () => wrong.fingerprint(secret, "a"),
    ]) {
      await expect(use()).rejects.toThrow(WrongKeyringError);
      await expect(use()).rejects.toThrow(keyring.keyId);
    }
  });
});

describe("fingerprints", () => {
  test("the same key in one organization has one fingerprint, also after a restart", async ({
    vault,
    keyring,
    store,
  }) => {
    const fingerprint = await vault.fingerprint(secret, "a");
    expect(await vault.fingerprint(Secret.of(secret.reveal()), "a")).toBe(fingerprint);
    expect(await vaultOf(keyring, store).fingerprint(secret, "a")).toBe(fingerprint);
  });

  test("the same key in two organizations has two fingerprints", async ({ vault }) => {
    expect(await vault.fingerprint(secret, "a")).not.toBe(await vault.fingerprint(secret, "b"));
  });

  test("the data key that seals is not the one that fingerprints", async ({ vault, store }) => {
    await vault.seal(secret, bindingIn("a"));
    await vault.fingerprint(secret, "a");
    expect(store.rows.map((row) => row.purpose)).toEqual(["seal", "index"]);
  });
});

describe("data keys", () => {
  test("concurrent first seals of a new organization use one data key", async ({ vault, store }) => {
    const sealedKeys = await Promise.all([
      vault.seal(secret, bindingIn("a")),
      vault.seal(secret, bindingIn("a")),
    ]);
    expect(new Set(sealedKeys.map(dataKeyIdOf)).size).toBe(1);
    expect(store.rows).toHaveLength(1);
    expect(store.calls).toBe(2);
  });

  test("concurrent first seals in two processes use one data key", async ({ keyring, store }) => {
    const processes = [vaultOf(keyring, store), vaultOf(keyring, store)];
    const sealedKeys = await Promise.all(processes.map((each) => each.seal(secret, bindingIn("a"))));
    expect(new Set(sealedKeys.map(dataKeyIdOf)).size).toBe(1);
    for (const sealedKey of sealedKeys) {
      for (const each of processes) {
        expect((await each.open(sealedKey, bindingIn("a"))).reveal()).toBe(secret.reveal());
      }
    }
  });

  test("once warm, sealing, opening and fingerprinting ask the store nothing", async ({ vault, store }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    await vault.fingerprint(secret, "a");
    const { calls } = store;
    await vault.seal(secret, bindingIn("a"));
    await vault.open(sealedKey, bindingIn("a"));
    await vault.fingerprint(secret, "a");
    expect(store.calls).toBe(calls);
  });

  test("a failure to load is not remembered", async ({ vault, keyring, store }) => {
    store.failures = 1;
    await expect(vault.seal(secret, bindingIn("a"))).rejects.toThrow("away");
    const sealedKey = await vault.seal(secret, bindingIn("a"));

    const restarted = vaultOf(keyring, store);
    store.failures = 1;
    await expect(restarted.open(sealedKey, bindingIn("a"))).rejects.toThrow("away");
    expect((await restarted.open(sealedKey, bindingIn("a"))).reveal()).toBe(secret.reveal());
  });

  test("no more than the capacity stay in memory, and the least recently used goes first", async ({
    keyring,
    store,
  }) => {
    const dataKeys = createDataKeys({ keyring, store, newId: randomUUID, capacity: 2 });
    for (const organizationId of ["a", "b", "a", "c"]) await dataKeys.current(organizationId, "seal");
    const { calls } = store;
    await dataKeys.current("a", "seal");
    await dataKeys.current("c", "seal");
    expect(store.calls).toBe(calls);
    await dataKeys.current("b", "seal");
    expect(store.calls).toBe(calls + 1);
  });

  test("a data key is stored wrapped, under the id of its keyring", async ({ vault, keyring, store }) => {
    const sealedKey = await vault.seal(secret, bindingIn("a"));
    const [row] = store.rows;
    if (!row) throw new Error("There is no data key.");
    expect(row).toMatchObject({
      id: dataKeyIdOf(sealedKey),
      organizationId: "a",
      keyringKeyId: keyring.keyId,
    });
    const binding = { dataKeyId: row.id, organizationId: "a", purpose: "seal" } as const;
    const bytes = (await keyring.unwrap(row.wrapped, binding)).export();
    const stored = Buffer.from(row.wrapped.split(".")[2] ?? "", "base64url");
    expect(stored.includes(bytes)).toBe(false);
    expect(createSecretKey(bytes).symmetricKeySize).toBe(32);
  });
});

/** As a query that forgot its `where` would: always the rows of one organization. */
function storeThatIgnoresOrganizations(store: MemoryStore, always: string): DataKeyStore {
  return {
    findCurrent: (_, purpose) => store.findCurrent(always, purpose),
    findById: (_, id) => store.findById(always, id),
    insertIfAbsent: (dataKey) => store.insertIfAbsent(dataKey),
  };
}

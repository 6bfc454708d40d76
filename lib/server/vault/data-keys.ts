import type { Keyring, Purpose } from "./keyring/keyring.ts";
import { type DataKey, generateDataKey } from "./seal.ts";
import { UnreadableError } from "./unreadable-error.ts";

/** Of current and of older data keys, each: enough for thousands of organizations, a few MB. */
const CACHED_DATA_KEYS = 5_000;

/** A data key as it is stored. */
export interface WrappedDataKey {
  readonly id: string;
  readonly organizationId: string;
  readonly purpose: Purpose;
  readonly wrapped: string;
  /** Which keyring wrapped it, for finding what is still to be re-wrapped. */
  readonly keyringKeyId: string;
}

/** Where wrapped data keys are kept. */
export interface DataKeyStore {
  /** The organization's current wrapped data key of that purpose, or null. */
  findCurrent(organizationId: string, purpose: Purpose): Promise<WrappedDataKey | null>;
  /** A data key of this organization, current or retired, or null. */
  findById(organizationId: string, dataKeyId: string): Promise<WrappedDataKey | null>;
  /** Keeps `dataKey` unless a current one exists; returns the one that is current afterwards. */
  insertIfAbsent(dataKey: WrappedDataKey): Promise<WrappedDataKey>;
}

/** The data keys of all organizations, unwrapped when first asked for and then kept in memory. */
export interface DataKeys {
  /**
   * The one to seal or to fingerprint with. An organization's first use makes it. It may be retired
   * elsewhere while it is cached here; what was sealed with it still opens.
   */
  current(organizationId: string, purpose: Purpose): Promise<DataKey>;
  /** The one that a sealed key names. Rejects with UnreadableError unless this organization seals with it. */
  sealing(organizationId: string, dataKeyId: string): Promise<DataKey>;
}

export function createDataKeys(options: {
  keyring: Keyring;
  store: DataKeyStore;
  newId: () => string;
  capacity?: number;
}): DataKeys {
  const { keyring, store, newId, capacity = CACHED_DATA_KEYS } = options;
  const currentKeys = createPromiseCache<DataKey>(capacity);
  const sealingKeys = createPromiseCache<DataKey>(capacity);

  async function unwrap({ id, organizationId, purpose, wrapped }: WrappedDataKey): Promise<DataKey> {
    return { id, key: await keyring.unwrap(wrapped, { dataKeyId: id, organizationId, purpose }) };
  }

  /** The stored text is what counts and is unwrapped even when it is ours: nothing is sealed before it can be opened. */
  async function insertNew(organizationId: string, purpose: Purpose): Promise<WrappedDataKey> {
    const { id, key } = generateDataKey(newId());
    const wrapped = await keyring.wrap(key, { dataKeyId: id, organizationId, purpose });
    return store.insertIfAbsent({ id, organizationId, purpose, wrapped, keyringKeyId: keyring.keyId });
  }

  async function loadCurrent(organizationId: string, purpose: Purpose): Promise<DataKey> {
    const found =
      (await store.findCurrent(organizationId, purpose)) ?? (await insertNew(organizationId, purpose));
    if (found.organizationId !== organizationId || found.purpose !== purpose) {
      throw new Error("The store answered with a data key that was not asked for.");
    }
    if (purpose === "index") return unwrap(found);
    return sealingKeys.get(`${found.id} ${organizationId}`, () => unwrap(found));
  }

  async function loadSealing(organizationId: string, dataKeyId: string): Promise<DataKey> {
    const found = await store.findById(organizationId, dataKeyId);
    const isTheirs = found?.id === dataKeyId && found.organizationId === organizationId;
    if (!isTheirs || found.purpose !== "seal") {
      throw new UnreadableError(`It does not open: its organization has no data key ${dataKeyId}.`);
    }
    return unwrap(found);
  }

  return {
    current: (organizationId, purpose) =>
      currentKeys.get(`${purpose} ${organizationId}`, () => loadCurrent(organizationId, purpose)),
    sealing: (organizationId, dataKeyId) =>
      sealingKeys.get(`${dataKeyId} ${organizationId}`, () => loadSealing(organizationId, dataKeyId)),
  };
}

/**
 * Whoever asks for a name while it is loading waits for the same promise. A failure is forgotten,
 * so that the next one tries again. Beyond `capacity` the least recently used goes.
 */
function createPromiseCache<T>(capacity: number) {
  const entries = new Map<string, Promise<T>>();
  return {
    get(name: string, load: () => Promise<T>): Promise<T> {
      const known = entries.get(name);
      const entry = known ?? load();
      // A Map remembers the order of insertion: the first is the one not used for longest.
      entries.delete(name);
      entries.set(name, entry);
      if (known) return known;
      entry.catch(() => {
        if (entries.get(name) === entry) entries.delete(name);
      });
      const [oldest] = entries.keys();
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
      return entry;
    },
  };
}

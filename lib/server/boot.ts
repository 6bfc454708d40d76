import { sessionSecret } from "./access/session-settings.ts";
import { findAnyDataKey } from "./credentials/data-key-store.ts";
import { statement } from "./db.ts";
import { ConfigurationError, env } from "./env.ts";
import type { Keyring } from "./vault/keyring/keyring.ts";
import { KeyringFileError } from "./vault/keyring/keyring-file.ts";
import { createLocalKeyring, loadLocalKeyring } from "./vault/keyring/local-keyring.ts";

/**
 * Checks, before anything is served, that the settings are whole, the database answers and the keyring
 * is the one that its data keys were wrapped with. Throws an error whose message is one sentence to act
 * on. The very first start, with nothing sealed yet, makes the keyring.
 */
export async function checkBoot(): Promise<void> {
  sessionSecret();
  if ((await checkKeyring()) === null) await loadOrCreateKeyring();
}

/**
 * Whether the keyring is the one that the database needs: its name, or null where nothing is sealed yet. Throws an
 * error whose message is one sentence to act on. Changes nothing.
 */
export async function checkKeyring(): Promise<string | null> {
  const sealed = await findAnyDataKey();
  if (sealed === null) return null;
  const { id: dataKeyId, organizationId, purpose, wrapped, keyringKeyId } = sealed;
  const keyring = await loadExpectedKeyring(keyringKeyId);
  await keyring.unwrap(wrapped, { dataKeyId, organizationId, purpose });
  return keyringKeyId;
}

/** The keyring file; where it is missing, the sentence says which one the database needs. */
async function loadExpectedKeyring(expectedKeyId: string): Promise<Keyring> {
  const { keyringPath } = env();
  try {
    return await loadLocalKeyring(keyringPath);
  } catch (error) {
    if (!(error instanceof KeyringFileError && error.problem === "missing")) throw error;
    throw new ConfigurationError(
      `The data was sealed with keyring ${expectedKeyId}, but there is no keyring at ${keyringPath}: put its file back ` +
        "in its place, from a backup if need be, or set TESSERA_KEYRING to where it is, and start again.",
    );
  }
}

async function loadOrCreateKeyring(): Promise<Keyring> {
  const { keyringPath } = env();
  try {
    return await loadLocalKeyring(keyringPath);
  } catch (error) {
    if (error instanceof KeyringFileError && error.problem === "missing")
      return createLocalKeyring(keyringPath);
    throw error;
  }
}

/** Whether the database answers. */
export async function isReady(): Promise<boolean> {
  try {
    await statement`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

/** What to print when the start is stopped: our own sentence, or that the database is not usable. */
export function bootFailure(error: unknown): string {
  const ours = ["ConfigurationError", "KeyringFileError", "WrongKeyringError", "UnreadableError"];
  if (error instanceof Error && (error instanceof ConfigurationError || ours.includes(error.name)))
    return error.message;
  return "The database is not usable: check that DATABASE_URL names a PostgreSQL that answers and has been migrated.";
}

import { type KeyObject, randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Context, decrypt, encrypt, KEY_BYTES, keyOf } from "../aead.ts";
import { UnreadableError } from "../unreadable-error.ts";
import { type DataKeyBinding, type Keyring, WrongKeyringError } from "./keyring.ts";
import { formatKeyringFile, KeyringFileError, keyIdOf, parseKeyringFile } from "./keyring-file.ts";

const FORMAT = "k1";
const WRAPPED = new RegExp(`^${FORMAT}\\.(?<keyId>[A-Za-z0-9_-]+)\\.(?<box>[A-Za-z0-9_-]+)$`);
const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const GROUP_AND_OTHERS = 0o077;
/** A keyring file has about 130 bytes; whatever is much larger is something else. */
const MAX_FILE_BYTES = 4096;
/** Windows has neither these mode bits nor an fsync of folders. */
const IS_POSIX = process.platform !== "win32";

/** Rejects with KeyringFileError, whose sentence says what is wrong with the file and what to do. */
export async function loadLocalKeyring(path: string): Promise<Keyring> {
  return keyringOf(parseKeyringFile(await readPrivateFile(path), path));
}

/**
 * Makes a new key and the file that holds it, readable by its owner only, in a folder that it makes
 * for its owner only where there is none. The file is there as a whole or not at all, also after a
 * crash, and is on the disk when this resolves. Never overwrites: rejects with KeyringFileError
 * `exists`, also for all but one of several that create at once.
 */
export async function createLocalKeyring(path: string): Promise<Keyring> {
  const key = randomBytes(KEY_BYTES);
  const folder = dirname(path);
  try {
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    await writeNewFile(path, formatKeyringFile(key));
    await syncFolder(folder);
  } catch (error) {
    throw asKeyringFileError(error, path, "unwritable");
  }
  return keyringOf(key);
}

/** Takes the key over from `keyBytes` and wipes them. */
function keyringOf(keyBytes: Buffer): Keyring {
  const keyId = keyIdOf(keyBytes);
  const keyringKey = keyOf(keyBytes);
  return {
    keyId,

    async wrap(dataKey: KeyObject, binding: DataKeyBinding) {
      const bytes = dataKey.export();
      const box = encrypt(keyringKey, bytes, contextOf(keyId, binding));
      bytes.fill(0);
      return `${FORMAT}.${keyId}.${box}`;
    },

    async unwrap(wrapped: string, binding: DataKeyBinding) {
      const { keyId: expectedKeyId, box } = WRAPPED.exec(wrapped)?.groups ?? {};
      if (expectedKeyId === undefined || box === undefined) {
        throw new UnreadableError("It does not open: its text is not that of a wrapped data key.");
      }
      if (expectedKeyId !== keyId) throw new WrongKeyringError(expectedKeyId, keyId);
      return keyOf(decrypt(keyringKey, box, contextOf(keyId, binding)));
    },
  };
}

/** Frozen: another order or another part would make every data key wrapped so far unreadable. */
function contextOf(keyId: string, { dataKeyId, organizationId, purpose }: DataKeyBinding): Context {
  return ["tessera wrapped data key", FORMAT, keyId, dataKeyId, organizationId, purpose];
}

/** The file's text, or none where it cannot be a keyring file. */
async function readPrivateFile(path: string): Promise<string> {
  try {
    await using file = await open(path, "r");
    // Of the opened file, not of the path: between two looks at a path the file can change.
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > MAX_FILE_BYTES) return "";
    if (IS_POSIX && (stats.mode & GROUP_AND_OTHERS) !== 0) {
      throw new KeyringFileError(
        "exposed",
        path,
        `The keyring file ${path} is open to others than its owner: run "chmod 600 ${path}".`,
      );
    }
    return await file.readFile("utf8");
  } catch (error) {
    throw asKeyringFileError(error, path, "unreadable");
  }
}

/** Linking, unlike renaming, fails where the name is taken. */
async function writeNewFile(path: string, text: string): Promise<void> {
  // What a bundler cannot know at build time it would otherwise look for in the whole project.
  const temporaryPath = join(/* turbopackIgnore: true */ dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    {
      await using file = await open(/* turbopackIgnore: true */ temporaryPath, "wx", OWNER_ONLY_FILE);
      await file.writeFile(text);
      await file.sync();
    }
    await link(temporaryPath, path);
  } finally {
    await unlink(temporaryPath).catch(() => {});
  }
}

/** A new name survives a power cut only when its folder is on the disk too. */
async function syncFolder(path: string): Promise<void> {
  if (!IS_POSIX) return;
  await using folder = await open(path, "r");
  await folder.sync();
}

/** Anything but a failure of the file system is passed on as it is. */
function asKeyringFileError(error: unknown, path: string, otherwise: "unreadable" | "unwritable"): unknown {
  if (!isSystemError(error)) return error;
  if (error.code === "ENOENT") {
    return new KeyringFileError(
      "missing",
      path,
      `There is no keyring file at ${path}: restore it from a backup, or create one if nothing was sealed yet.`,
    );
  }
  if (error.code === "EEXIST" && error.syscall === "link") {
    return new KeyringFileError(
      "exists",
      path,
      `There is a keyring file at ${path} already, and it is never overwritten: load it instead.`,
    );
  }
  return new KeyringFileError(
    otherwise,
    path,
    `The keyring file ${path} is ${otherwise} for this user (${error.code}): check its owner and its folder.`,
  );
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

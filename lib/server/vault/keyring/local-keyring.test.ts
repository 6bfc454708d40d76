import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import { test as base, describe, expect } from "vitest";
import { generateKey } from "../aead.ts";
import { UnreadableError } from "../unreadable-error.ts";
import { type DataKeyBinding, type Keyring, WrongKeyringError } from "./keyring.ts";
import { KeyringFileError, type KeyringFileProblem } from "./keyring-file.ts";
import { createLocalKeyring, loadLocalKeyring } from "./local-keyring.ts";

const NOBODY = 65534;
const binding: DataKeyBinding = {
  dataKeyId: "0190a6c2-7e1f-7a3b-8c4d-5e6f70819203",
  organizationId: "organization",
  purpose: "seal",
};

const test = base.extend<{ folder: string; path: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that it needs from the pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "tessera-keyring-"));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  path: async ({ folder }, use) => use(join(folder, "keys", "keyring.json")),
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

async function failureOf(work: Promise<unknown>): Promise<KeyringFileError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof KeyringFileError))
    throw new Error("There was no KeyringFileError", { cause: error });
  return error;
}

describe("a keyring file", () => {
  test("is readable and writable by its owner only, in a folder of its owner only", async ({ path }) => {
    await createLocalKeyring(path);
    expect(await modeOf(path)).toBe(0o600);
    expect(await modeOf(dirname(path))).toBe(0o700);
  });

  test("leaves the mode of a folder that was there alone", async ({ path }) => {
    await mkdir(dirname(path));
    await chmod(dirname(path), 0o755);
    await createLocalKeyring(path);
    expect(await modeOf(dirname(path))).toBe(0o755);
  });

  test("loads as the keyring that was created", async ({ path }) => {
    const created = await createLocalKeyring(path);
    const loaded = await loadLocalKeyring(path);
    const dataKey = generateKey();
    expect(loaded.keyId).toBe(created.keyId);
    expect(loaded.keyId).toMatch(/^k_[A-Za-z0-9_-]{16}$/);
    expect((await loaded.unwrap(await created.wrap(dataKey, binding), binding)).equals(dataKey)).toBe(true);
  });

  test("is never overwritten", async ({ path }) => {
    await createLocalKeyring(path);
    const before = await readFile(path, "utf8");
    const error = await failureOf(createLocalKeyring(path));
    expect(error.problem).toBe("exists");
    expect(error.message).toContain("never overwritten");
    expect(await readFile(path, "utf8")).toBe(before);
  });

  test("is not written over a link either, even one that leads nowhere", async ({ path, folder }) => {
    await mkdir(dirname(path));
    await symlink(join(folder, "nowhere"), path);
    expect((await failureOf(createLocalKeyring(path))).problem).toBe("exists");
    expect(await readdir(folder)).toEqual(["keys"]);
  });

  test("is made by exactly one of many that create it at once, and is whole", async ({ path }) => {
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => createLocalKeyring(path)));
    const created = attempts.filter((attempt) => attempt.status === "fulfilled");
    expect(created).toHaveLength(1);
    expect((await loadLocalKeyring(path)).keyId).toBe(created[0]?.value.keyId);
  });

  test("leaves no temporary file behind, made or refused", async ({ path }) => {
    await createLocalKeyring(path);
    await failureOf(createLocalKeyring(path));
    expect(await readdir(dirname(path))).toEqual(["keyring.json"]);
  });

  test("that cannot be written is one sentence", async ({ folder }) => {
    await writeFile(join(folder, "file"), "");
    const error = await failureOf(createLocalKeyring(join(folder, "file", "keyring.json")));
    expect(error.problem).toBe("unwritable");
    expect(error.message).toMatch(/^The keyring file .* is unwritable for this user \(E[A-Z]+\): /);
  });
});

describe("a keyring file is refused", () => {
  const KEY = Buffer.alloc(32, 0xb6).toString("base64url");
  const file = (fields: object) =>
    JSON.stringify({ format: "tessera-keyring-1", keyId: "k_x", key: KEY, ...fields });

  test.for<[string, string, KeyringFileProblem]>([
    ["when it is empty", "", "malformed"],
    ["when it is no JSON", `${KEY}\n`, "malformed"],
    ["when it was cut off", file({}).slice(0, -10), "malformed"],
    ["when it is JSON of another kind", "null", "malformed"],
    ["when it is a list", `["${KEY}"]`, "malformed"],
    ["when its format is another", file({ format: "tessera-keyring-2" }), "malformed"],
    ["when its format is missing", file({ format: undefined }), "malformed"],
    ["when its id is missing", file({ keyId: undefined }), "malformed"],
    ["when its key is missing", file({ key: undefined }), "malformed"],
    ["when its key is no text", file({ key: 6 }), "malformed"],
    ["when its key is padded", file({ key: `${KEY}=` }), "malformed"],
    ["when its key has a line break", file({ key: `${KEY}\n` }), "malformed"],
    ["when its key has unused bits set", file({ key: `${KEY.slice(0, -1)}Z` }), "malformed"],
    ["when it is far too large", file({ more: " ".repeat(5_000) }), "malformed"],
    ["when its key is empty", file({ key: "" }), "wrong-length"],
    ["when its key is one byte short", file({ key: Buffer.alloc(31).toString("base64url") }), "wrong-length"],
    ["when its key is one byte long", file({ key: Buffer.alloc(33).toString("base64url") }), "wrong-length"],
    ["when its id does not belong to its key", file({}), "wrong-id"],
  ])("%s", async ([, text, problem], { folder }) => {
    const path = join(folder, "keyring.json");
    await writeFile(path, text, { mode: 0o600 });
    const error = await failureOf(loadLocalKeyring(path));
    expect(error.problem).toBe(problem);
    expect(error.message).toMatch(/^The key.* restore it from a backup\.$/);
    expect(error.message).toContain(path);
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(KEY.slice(0, 8));
  });

  test("when it is not there", async ({ path }) => {
    const error = await failureOf(loadLocalKeyring(path));
    expect(error.problem).toBe("missing");
    expect(error.message).toBe(
      `There is no keyring file at ${path}: restore it from a backup, or create one if nothing was sealed yet.`,
    );
  });

  test("when it is a folder", async ({ folder }) => {
    expect((await failureOf(loadLocalKeyring(folder))).problem).toBe("malformed");
  });

  test.for([0o640, 0o604, 0o620, 0o610, 0o601, 0o644, 0o666])(
    "when others than its owner have any right to it (%o)",
    async (mode, { path }) => {
      await createLocalKeyring(path);
      await chmod(path, mode);
      const error = await failureOf(loadLocalKeyring(path));
      expect(error.problem).toBe("exposed");
      expect(error.message).toContain(`chmod 600 ${path}`);
    },
  );

  test("when this user may not read it", async ({ path }) => {
    await createLocalKeyring(path);
    await chmod(path, 0o000);
    const error = await failureOf(asAnyoneButRoot(() => loadLocalKeyring(path)));
    expect(error.problem).toBe("unreadable");
    expect(error.message).toContain("(EACCES)");
  });
});

test("a read-only keyring file is accepted", async ({ path }) => {
  const { keyId } = await createLocalKeyring(path);
  await chmod(path, 0o400);
  expect((await loadLocalKeyring(path)).keyId).toBe(keyId);
});

describe("a wrapped data key", () => {
  const dataKey = generateKey();

  test("names the keyring that wrapped it, and differs each time", async ({ path }) => {
    const keyring = await createLocalKeyring(path);
    const wrapped = await keyring.wrap(dataKey, binding);
    expect(wrapped.startsWith(`k1.${keyring.keyId}.`)).toBe(true);
    expect(await keyring.wrap(dataKey, binding)).not.toBe(wrapped);
  });

  test.for<[string, Partial<DataKeyBinding>]>([
    ["another data key", { dataKeyId: "0190a6c2-7e1f-7a3b-8c4d-ffffffffffff" }],
    ["another organization", { organizationId: "another" }],
    ["another purpose", { purpose: "index" }],
  ])("is refused as that of %s", async ([, other], { path }) => {
    const keyring = await createLocalKeyring(path);
    const wrapped = await keyring.wrap(dataKey, binding);
    await expect(keyring.unwrap(wrapped, { ...binding, ...other })).rejects.toThrow(UnreadableError);
  });

  test("is refused by another keyring, which says which one is expected and what to do", async ({
    folder,
  }) => {
    const { mine, other } = await twoKeyrings(folder);
    const failure = other.unwrap(await mine.wrap(dataKey, binding), binding);
    await expect(failure).rejects.toThrow(WrongKeyringError);
    await expect(failure).rejects.toMatchObject({ expectedKeyId: mine.keyId, actualKeyId: other.keyId });
    await expect(failure).rejects.toThrow(
      `The data was sealed with keyring ${mine.keyId}, but this is keyring ${other.keyId}: ` +
        `put the key file of ${mine.keyId} back in its place`,
    );
  });

  test("is refused when the id of its keyring was relabelled", async ({ folder }) => {
    const { mine, other } = await twoKeyrings(folder);
    const relabelled = (await mine.wrap(dataKey, binding)).replace(mine.keyId, other.keyId);
    await expect(other.unwrap(relabelled, binding)).rejects.toThrow(UnreadableError);
    await expect(mine.unwrap(relabelled, binding)).rejects.toThrow(WrongKeyringError);
  });

  test("is refused with any of its characters changed, or cut off", async ({ path }) => {
    const keyring = await createLocalKeyring(path);
    const wrapped = await keyring.wrap(dataKey, binding);
    for (let index = 0; index < wrapped.length; index += 1) {
      const changed = wrapped.charAt(index) === "A" ? "B" : "A";
      for (const text of [
        wrapped.slice(0, index) + changed + wrapped.slice(index + 1),
        wrapped.slice(0, index),
      ]) {
        await expect(keyring.unwrap(text, binding), text).rejects.toThrow(
          /does not open|The data was sealed with/,
        );
      }
    }
  });
});

test("a keyring does not print its key", async ({ path }) => {
  const keyring = await createLocalKeyring(path);
  const { key } = JSON.parse(await readFile(path, "utf8"));
  const printed = inspect(keyring, { depth: Infinity, showHidden: true }) + JSON.stringify(keyring);
  expect(printed).toContain(keyring.keyId);
  expect(printed).not.toContain(key);
  expect(printed).not.toContain(Buffer.from(key, "base64url").toString("hex"));
});

async function twoKeyrings(folder: string): Promise<{ mine: Keyring; other: Keyring }> {
  return {
    mine: await createLocalKeyring(join(folder, "mine.json")),
    other: await createLocalKeyring(join(folder, "other.json")),
  };
}

/** Nothing is unreadable to root, so root steps down for as long as `work` takes. */
async function asAnyoneButRoot<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

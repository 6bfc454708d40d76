import { createCipheriv, createHash, type KeyObject, randomBytes } from "node:crypto";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Binding, dataKeyIdOf, generateDataKey, openWith, sealWith } from "./seal.ts";
import { Secret } from "./secret.ts";
import { UnreadableError } from "./unreadable-error.ts";

const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const OTHER_ID = "0190a6c2-7e1f-7a3b-8c4d-ffffffffffff";

const dataKey = generateDataKey("0190a6c2-7e1f-7a3b-8c4d-5e6f70819203");
const secret = Secret.of("an-api-key-that-nobody-may-see");
const binding: Binding = {
  organizationId: "organization",
  credentialId: "credential",
  connector: "people-ai",
  environment: "production",
  keyVersion: 1,
};
const sealedKey = sealWith(dataKey, secret, binding);
const prefix = `t1.${dataKey.id}.`;

/** Well-formed text of any script, as long as a key could ever be. */
const anyText = fc.string({ unit: "binary", maxLength: 2_000 });
const anyBinding = fc.record({
  organizationId: anyText,
  credentialId: anyText,
  connector: anyText,
  environment: anyText,
  keyVersion: fc.nat(),
});

function expectRefused(text: string, inBinding = binding, withKey = dataKey) {
  expect(() => openWith(withKey, text, inBinding), text).toThrow(UnreadableError);
}

test("what was sealed opens again, whatever the key and its row are called", () => {
  fc.assert(
    fc.property(anyText, anyBinding, (text, someBinding) => {
      const sealed = sealWith(dataKey, Secret.of(text), someBinding);
      expect(openWith(dataKey, sealed, someBinding).reveal()).toBe(text);
      expect(dataKeyIdOf(sealed)).toBe(dataKey.id);
    }),
  );
});

test("a sealed key does not contain the key", () => {
  const text = "0123456789abcdef0123456789abcdef";
  const sealed = sealWith(dataKey, Secret.of(text), binding);
  expect(Buffer.from(sealed.slice(prefix.length), "base64url").toString("latin1")).not.toContain(text);
});

test("the same key sealed twice gives two texts with two nonces", () => {
  const texts = Array.from({ length: 1_000 }, () => sealWith(dataKey, secret, binding));
  const nonces = texts.map((text) => text.slice(prefix.length, prefix.length + 16));
  expect(new Set(nonces).size).toBe(texts.length);
});

describe("a sealed key is refused", () => {
  test.each<[string, Partial<Binding>]>([
    ["in another organization", { organizationId: "another" }],
    ["in another row", { credentialId: "another" }],
    ["for another connector", { connector: "another" }],
    ["in another environment", { environment: "staging" }],
    ["as another version", { keyVersion: 2 }],
  ])("%s", (_, other) => {
    expectRefused(sealedKey, { ...binding, ...other });
  });

  test("in every binding but its own, even where the parts run together alike", () => {
    fc.assert(
      fc.property(anyBinding, anyBinding, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expectRefused(sealWith(dataKey, secret, one), other);
      }),
    );
    const shifted = { ...binding, organizationId: "organizationc", credentialId: "redential" };
    expectRefused(sealedKey, shifted);
    expectRefused(sealWith(dataKey, secret, { ...binding, connector: 'a","b' }), {
      ...binding,
      connector: "a",
      environment: "b",
    });
  });

  test("under another data key", () => {
    expectRefused(sealedKey, binding, generateDataKey(OTHER_ID));
    expectRefused(sealedKey, binding, generateDataKey(dataKey.id));
  });

  test("when the id of its data key was relabelled, even with the right key at hand", () => {
    const relabelled = sealedKey.replace(dataKey.id, OTHER_ID);
    expectRefused(relabelled);
    expect(() => openWith(dataKey, relabelled, binding)).toThrow(`sealed with data key ${OTHER_ID}`);
    expectRefused(relabelled, binding, { id: OTHER_ID, key: dataKey.key });
  });

  test("with any bit of its text flipped", () => {
    for (let index = 0; index < sealedKey.length; index += 1) {
      for (let bit = 0; bit < 16; bit += 1) {
        const flipped = String.fromCharCode(sealedKey.charCodeAt(index) ^ (1 << bit));
        expectRefused(sealedKey.slice(0, index) + flipped + sealedKey.slice(index + 1));
      }
    }
  });

  test("with any character of its box replaced, also where only unused bits differ", () => {
    // Of these, two leave unused bits in their last character.
    for (const text of ["a", "ab", "abc"]) {
      const sealed = sealWith(dataKey, Secret.of(text), binding);
      for (let index = prefix.length; index < sealed.length; index += 1) {
        for (const character of BASE64URL.replace(sealed.charAt(index), "")) {
          expectRefused(sealed.slice(0, index) + character + sealed.slice(index + 1));
        }
      }
    }
  });

  test("with any bit of nonce, ciphertext or tag flipped", () => {
    const box = Buffer.from(sealedKey.slice(prefix.length), "base64url");
    for (let bit = 0; bit < box.length * 8; bit += 1) {
      const damaged = Buffer.from(box);
      damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expectRefused(prefix + damaged.toString("base64url"));
    }
  });

  test("truncated anywhere, at either end", () => {
    for (let length = 0; length < sealedKey.length; length += 1) {
      expectRefused(sealedKey.slice(0, length));
      expectRefused(sealedKey.slice(sealedKey.length - length));
    }
    const box = Buffer.from(sealedKey.slice(prefix.length), "base64url");
    for (let length = 0; length < box.length; length += 1) {
      expectRefused(prefix + box.subarray(0, length).toString("base64url"));
      expectRefused(prefix + box.subarray(box.length - length).toString("base64url"));
    }
  });

  test("with anything before, after or inside it", () => {
    const spellings = ["=", "==", " ", "\n", "\u0000", ".", "A", "AAAA", "+", "/"];
    for (const extra of spellings) {
      expectRefused(sealedKey + extra);
      expectRefused(extra + sealedKey);
      expectRefused(prefix + extra + sealedKey.slice(prefix.length));
    }
  });

  test("with a valid tag of only 4 bytes", () => {
    const frame = (text: string, tagBytes: number) => {
      const context = [
        "tessera sealed key",
        "t1",
        dataKey.id,
        "organization",
        "credential",
        "people-ai",
        "production",
        "1",
      ];
      return prefix + encryptWithTag(dataKey.key, text, JSON.stringify(context), tagBytes);
    };
    // The forgery is right in everything but the length of its tag.
    expect(openWith(dataKey, frame("forged", 16), binding).reveal()).toBe("forged");
    for (const tagBytes of [4, 8, 12, 13, 14, 15]) {
      for (const text of ["", "forged", "a forged key that is longer than a whole tag"]) {
        expectRefused(frame(text, tagBytes));
      }
    }
  });

  test("when it is any other text, without any other error", () => {
    fc.assert(fc.property(anyText, (text) => expectRefused(text)));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) =>
        expectRefused(prefix + Buffer.from(bytes).toString("base64url")),
      ),
    );
  });
});

test("a malformed sealed key names no data key", () => {
  for (const text of ["", "t1", "t1..", `t2.${dataKey.id}.AAAA`, "t1.not-a-uuid.AAAA", `${prefix}`]) {
    expect(() => dataKeyIdOf(text)).toThrow(UnreadableError);
  }
});

test("a data key is made only under an id that a sealed key can name", () => {
  for (const id of ["", "key", dataKey.id.toUpperCase(), `${dataKey.id}\n`]) {
    expect(() => generateDataKey(id)).toThrow(TypeError);
  }
});

test("a data key does not print its bytes", () => {
  const bytes = dataKey.key.export();
  const printed = inspect(dataKey, { showHidden: true, depth: Infinity }) + JSON.stringify(dataKey);
  for (const encoding of ["hex", "base64", "base64url", "latin1"] as const) {
    expect(printed).not.toContain(bytes.toString(encoding));
  }
});

test("the error of a key that does not open holds neither the key nor its box", () => {
  for (const text of [sealedKey.slice(0, -1), `${sealedKey.slice(0, -4)}AAAA`, secret.reveal()]) {
    const printed = inspect(catchError(() => openWith(dataKey, text, binding)));
    expect(printed).not.toContain(secret.reveal());
    expect(printed).not.toContain(sealedKey.slice(prefix.length, -4));
  }
});

test("every data key is another", () => {
  const digests = Array.from({ length: 100 }, () =>
    createHash("sha256").update(generateDataKey(OTHER_ID).key.export()).digest("hex"),
  );
  expect(new Set(digests).size).toBe(digests.length);
});

function encryptWithTag(key: KeyObject, text: string, associatedData: string, authTagLength: number): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength });
  cipher.setAAD(Buffer.from(associatedData));
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString(
    "base64url",
  );
}

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

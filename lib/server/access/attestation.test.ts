import { isoBase64URL, isoCBOR } from "@simplewebauthn/server/helpers";
import { expect, test } from "vitest";
import { isPlainAttestation } from "./attestation.ts";

const attestation = (format: string, statement: [string, unknown][]) =>
  isoBase64URL.fromBuffer(
    isoCBOR.encode(
      new Map<string, unknown>([
        ["fmt", format],
        ["attStmt", new Map(statement)],
        ["authData", new Uint8Array(37)],
      ]) as never,
    ),
  );

test("a passkey without an attestation, or with its own signature, is taken", () => {
  expect(isPlainAttestation(attestation("none", []))).toBe(true);
  expect(isPlainAttestation(attestation("packed", [["sig", new Uint8Array(8)]]))).toBe(true);
});

test.each(["apple", "android-key", "android-safetynet", "tpm", "fido-u2f", "unknown"])(
  "one whose certificates could name addresses to fetch is not: %s",
  (format) => {
    expect(isPlainAttestation(attestation(format, [["x5c", [new Uint8Array(8)]]]))).toBe(false);
  },
);

test("nor is a packed one with certificates, nor what is no attestation at all", () => {
  expect(isPlainAttestation(attestation("packed", [["x5c", [new Uint8Array(8)]]]))).toBe(false);
  for (const text of ["", "none", "!", isoBase64URL.fromBuffer(new Uint8Array([0xff, 0x00]))]) {
    expect(isPlainAttestation(text)).toBe(false);
  }
});

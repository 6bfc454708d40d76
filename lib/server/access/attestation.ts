import { decodeAttestationObject, isoBase64URL } from "@simplewebauthn/server/helpers";

/**
 * Whether a new passkey comes with no attestation, or with one that it signed itself, as Tessera asks for. Others
 * carry certificates, and whoever verifies those fetches revocation lists from the addresses written in them:
 * anybody with an account could send the server anywhere.
 */
export function isPlainAttestation(attestationObject: string): boolean {
  try {
    const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    const format = decoded.get("fmt");
    return format === "none" || (format === "packed" && decoded.get("attStmt").get("x5c") === undefined);
  } catch {
    return false;
  }
}

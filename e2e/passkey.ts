import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const bytes = (...values: number[]) => Buffer.from(values);

const PRESENT = 0x01;
const VERIFIED = 0x04;
const NEW_CREDENTIAL = 0x40;

/** A device that holds one passkey and has verified its person, as a browser would let it answer. */
export class Authenticator {
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #id = randomBytes(16);
  #uses = 0;

  /** The passkey's public key, as it is kept: COSE. */
  get publicKey(): Buffer {
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" });
    const [first, second] = [Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
    // A map of 5: key type EC2, algorithm ES256, curve P-256, and the point.
    const head = bytes(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20);
    return Buffer.concat([head, first, bytes(0x22, 0x58, 0x20), second]);
  }

  /** The answer to `generate-register-options`, without an attestation. */
  register({ challenge, rp }: { challenge: string; rp: { id: string } }, origin: string) {
    const credential = Buffer.concat([Buffer.alloc(16), bytes(0, this.#id.length), this.#id, this.publicKey]);
    const data = Buffer.concat([this.#authenticatorData(rp.id, NEW_CREDENTIAL), credential]);
    const attestation = Buffer.concat([
      bytes(0xa3, 0x63),
      Buffer.from("fmt"),
      bytes(0x64),
      Buffer.from("none"),
      bytes(0x67),
      Buffer.from("attStmt"),
      bytes(0xa0, 0x68),
      Buffer.from("authData"),
      bytes(0x58, data.length),
      data,
    ]);
    return this.#credential({
      clientDataJSON: clientData("webauthn.create", challenge, origin).toString("base64url"),
      attestationObject: attestation.toString("base64url"),
      transports: ["internal"],
    });
  }

  /** The answer to `generate-authenticate-options`. */
  authenticate({ challenge, rpId }: { challenge: string; rpId: string }, origin: string) {
    const client = clientData("webauthn.get", challenge, origin);
    const data = this.#authenticatorData(rpId, 0);
    const signature = sign("sha256", Buffer.concat([data, sha256(client)]), this.#keys.privateKey);
    return this.#credential({
      clientDataJSON: client.toString("base64url"),
      authenticatorData: data.toString("base64url"),
      signature: signature.toString("base64url"),
    });
  }

  #authenticatorData(rpId: string, flags: number): Buffer {
    this.#uses += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#uses);
    return Buffer.concat([sha256(rpId), bytes(PRESENT | VERIFIED | flags), counter]);
  }

  #credential(response: object) {
    const id = this.#id.toString("base64url");
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

type Claims = Record<string, unknown>;

/** Who is signed in at the provider, in its words. */
export interface ProviderPerson {
  sub: string;
  email: string;
  email_verified: boolean;
}

/** A code that was given out, and what it was asked for with. */
interface Grant {
  person: ProviderPerson;
  query: URLSearchParams;
}

export const client = { id: "tessera-client", secret: "the client's secret at the provider" };

/**
 * A small OpenID Connect provider over HTTP: discovery, keys, an authorization endpoint that asks nobody and sends
 * `person` back, and a token endpoint that insists on the client's secret and on PKCE.
 */
export class OidcProvider {
  readonly #server: Server;
  readonly #keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  readonly #grants = new Map<string, Grant>();
  issuer = "";
  isUp = true;
  person: ProviderPerson = { sub: "1", email: "", email_verified: true };
  /** Changes what an ID token says, and what it is signed with. */
  forge: (claims: Claims) => { claims?: Claims; key?: "another"; algorithm?: "none" } = () => ({});
  /** The access and ID tokens that were given out. */
  readonly tokens: string[] = [];
  /** The queries with which people were sent here. */
  readonly asked: URLSearchParams[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  static async start(): Promise<OidcProvider> {
    const provider = new OidcProvider();
    provider.#server.listen(0, "127.0.0.1");
    await once(provider.#server, "listening");
    const address = provider.#server.address();
    if (address === null || typeof address === "string") throw new Error("The provider has no port.");
    provider.issuer = `http://127.0.0.1:${address.port}`;
    return provider;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.issuer);
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (!this.isUp) return void json(503, {});
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return void json(200, {
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/keys`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
          code_challenge_methods_supported: ["S256"],
        });
      case "/keys":
        return void json(200, {
          keys: [{ ...this.#keys.publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }],
        });
      case "/authorize":
        return void response.writeHead(302, { location: this.#authorize(url.searchParams) }).end();
      case "/token":
        return this.#exchange(request, json);
      default:
        return void json(404, {});
    }
  }

  #authorize(query: URLSearchParams): string {
    this.asked.push(query);
    const code = randomUUID();
    this.#grants.set(code, { person: this.person, query });
    const back = new URL(query.get("redirect_uri") ?? "");
    back.searchParams.set("code", code);
    back.searchParams.set("state", query.get("state") ?? "");
    return back.href;
  }

  async #exchange(request: IncomingMessage, json: (status: number, body: unknown) => void): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    const code = body.get("code") ?? "";
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      grant !== undefined &&
      body.get("client_id") === client.id &&
      body.get("client_secret") === client.secret &&
      body.get("redirect_uri") === grant.query.get("redirect_uri") &&
      grant.query.get("code_challenge_method") === "S256" &&
      grant.query.get("code_challenge") === challenge;
    if (!isRight) return json(400, { error: "invalid_grant" });
    const idToken = this.#idToken(grant);
    const accessToken = `access-${randomUUID()}`;
    const refreshToken = `refresh-${randomUUID()}`;
    this.tokens.push(idToken, accessToken, refreshToken);
    json(200, {
      token_type: "Bearer",
      expires_in: 3600,
      access_token: accessToken,
      refresh_token: refreshToken,
      id_token: idToken,
    });
  }

  #idToken({ person, query }: Grant): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: client.id,
      iat: now,
      exp: now + 300,
      nonce: query.get("nonce"),
      name: "Somebody Else’s Words",
      ...person,
    };
    const forged = this.forge(claims);
    const algorithm = forged.algorithm ?? "RS256";
    const text = [{ alg: algorithm, kid: "1", typ: "JWT" }, forged.claims ?? claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    if (algorithm === "none") return `${text}.`;
    const { privateKey } =
      forged.key === "another" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : this.#keys;
    return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
  }
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Tessera } from "../../e2e/tessera.ts";
import type { CleanUp } from "./clean-up.ts";

/** No setting of the caller's own Tessera. Empty rather than left out, or the project's `.env` would fill them in again. */
const ownEverything = {
  HOST: "",
  DATABASE_URL: "",
  TESSERA_URL: "",
  TESSERA_KEYRING: "",
  SESSION_SECRET: "",
  TESSERA_EMULATOR_URL: "",
  OIDC_ISSUER: "",
  OIDC_CLIENT_ID: "",
  OIDC_CLIENT_SECRET: "",
  OIDC_NAME: "",
};
export const withoutEmulator = { TESSERA_EMULATE: "" };

const owner = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  password: "correct horse battery staple",
};

/** A Tessera on a temporary home, and its owner's session. */
export interface Desk {
  tessera: Tessera;
  /** The Cookie header of the signed-in owner. */
  cookie: string;
}

/** Starts one with an empty database and creates its owner. It is gone when the benchmark ends. */
export async function openDesk(cleanUp: CleanUp, environment: Record<string, string> = {}): Promise<Desk> {
  const tessera = Tessera.prepare({ ...ownEverything, ...environment });
  cleanUp.defer(() => tessera.dispose());
  await tessera.up();
  const response = await fetch(`${tessera.url}/api/v1/owner`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(owner),
  });
  if (response.status !== 201) throw new Error(`The owner was not created: ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((header) => header.split(";")[0])
    .join("; ");
  return { tessera, cookie };
}

/** A second server on the same data, whose way to the database the caller chooses. The session is good for both. */
export async function openSecondServer(cleanUp: CleanUp, desk: Desk, databaseUrl: string): Promise<Desk> {
  const { home } = desk.tessera;
  const tessera = Tessera.prepare({
    ...ownEverything,
    ...withoutEmulator,
    DATABASE_URL: databaseUrl,
    TESSERA_KEYRING: join(home, "keyring.json"),
    SESSION_SECRET: readFileSync(join(home, "session-secret"), "utf8").trim(),
  });
  cleanUp.defer(() => tessera.dispose());
  await tessera.up();
  return { tessera, cookie: desk.cookie };
}

/** The text of a page or of an answer of the API, as the owner. Throws unless it is a 2xx. */
export async function get({ tessera, cookie }: Desk, path: string): Promise<string> {
  const response = await fetch(`${tessera.url}${path}`, { headers: { cookie }, redirect: "manual" });
  const text = await response.text();
  if (!response.ok) throw new Error(`GET ${path} answered ${response.status}.`);
  return text;
}

/** Creates one credential, as the owner. */
export async function createOne({ tessera, cookie }: Desk, body: string): Promise<void> {
  const response = await fetch(`${tessera.url}/api/v1/credentials`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body,
  });
  if (response.status !== 201)
    throw new Error(`A create answered ${response.status}: ${await response.text()}`);
  await response.body?.cancel();
}

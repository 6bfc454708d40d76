import {
  allOf,
  type Credential,
  dataOf,
  type Integration,
  openTessera,
  type Tessera,
} from "../lib/client/client.ts";
import { exits, Failure } from "./failure.ts";
import { readLogin } from "./login-file.ts";

/** Signed in, until `signal` ends it. */
export interface Session {
  tessera: Tessera;
  signal: AbortSignal;
}

export function openSession(signal: AbortSignal): Session {
  return { tessera: openTessera({ ...readLogin(), signal }), signal };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The credential of this name or id. */
export async function findCredential({ tessera }: Session, nameOrId: string): Promise<Credential> {
  if (UUID.test(nameOrId)) {
    const params = { path: { id: nameOrId } };
    return dataOf(await tessera.api.GET("/api/v1/credentials/{id}", { params }));
  }
  const query = nameOrId.slice(0, 200);
  const found = await allOf((cursor) =>
    tessera.api.GET("/api/v1/credentials", { params: { query: { query, limit: 100, ...cursor } } }),
  );
  return theOne(found, nameOrId, "credential", "tessera credentials list");
}

/** The source or the destination of this name or id. */
export async function findIntegration(
  session: Session,
  direction: "source" | "destination",
  nameOrId: string,
): Promise<Integration> {
  if (UUID.test(nameOrId)) {
    const params = { path: { id: nameOrId } };
    return dataOf(await session.tessera.api.GET(`/api/v1/${direction}s/{id}`, { params }));
  }
  const found = await allIntegrations(session, direction);
  return theOne(found, nameOrId, direction, `tessera ${direction}s list`);
}

export function allIntegrations(
  { tessera }: Session,
  direction: "source" | "destination",
): Promise<Integration[]> {
  return allOf((cursor) =>
    tessera.api.GET(`/api/v1/${direction}s`, { params: { query: { limit: 100, ...cursor } } }),
  );
}

function theOne<T extends { name: string }>(all: T[], name: string, what: string, lister: string): T {
  const bare = (text: string) => text.trim().normalize("NFC").toLowerCase();
  const named = all.filter((one) => bare(one.name) === bare(name));
  const [one] = named;
  if (one !== undefined && named.length === 1) return one;
  throw new Failure(
    exits.failed,
    one === undefined
      ? `There is no ${what} of this name or id: ${lister} shows those that there are.`
      : `There are ${named.length} of this name: say which by its id, as ${lister} shows it.`,
  );
}

import { allOf, dataOf } from "../../lib/client/client.ts";
import { exits, Failure } from "../failure.ts";
import { plain, say, write, writeJson, writeTable } from "../output.ts";
import { askPerson, readSecret } from "../prompt.ts";
import { findCredential, type Session } from "../session.ts";

export async function listCredentials(session: Session, { json, query }: { json?: true; query?: string }) {
  const all = await allOf((cursor) =>
    session.tessera.api.GET("/api/v1/credentials", {
      params: { query: { limit: 100, ...(query !== undefined && { query }), ...cursor } },
    }),
  );
  if (json) return writeJson(all);
  await writeTable(
    ["NAME", "SERVICE", "BASE URL", "VERDICT", "KEY", "USED BY", "ID"],
    all.map((one) => [
      one.name,
      one.connector,
      one.environment,
      one.verdict,
      one.keyHint && `…${one.keyHint}`,
      String(one.usedBy.sources + one.usedBy.destinations),
      one.id,
    ]),
  );
}

export interface AddOptions {
  json?: true;
  connector?: string;
  environment?: string;
  description?: string;
  expires?: string;
  test: boolean;
}

/** Saves a key, and then asks the service whether it takes it. */
export async function addCredential(session: Session, name: string, options: AddOptions): Promise<void> {
  const { api } = session.tessera;
  const connector = options.connector ?? (await onlyConnector(session));
  const environment = options.environment ?? "production";
  const { description, expires } = options;
  const apiKey = await readSecret("Key", session.signal);
  const saved = dataOf(
    await api.POST("/api/v1/credentials", {
      body: {
        connector,
        environment,
        name,
        apiKey,
        ...(description !== undefined && { description }),
        ...(expires !== undefined && { expiresAt: expires }),
      },
    }),
  );
  if (!options.json) say(`Saved as ${saved.name}.`);
  if (options.test) return test(session, saved.id, { ...options, otherwise: exits.partly });
  if (options.json) return writeJson(saved);
}

async function onlyConnector({ tessera }: Session): Promise<string> {
  const { data } = dataOf(await tessera.api.GET("/api/v1/connectors"));
  const [only] = data;
  if (only !== undefined && data.length === 1) return only.id;
  const ids = data.map(({ id }) => id).join(", ");
  throw new Failure(exits.wrongUsage, `Say which service the key is for: --connector, one of ${ids}.`);
}

/** Whether the service takes the key; ends with 1 where it does not, or cannot be asked. */
export async function testCredential(session: Session, nameOrId: string, options: { json?: true }) {
  const { id } = await findCredential(session, nameOrId);
  await test(session, id, { ...options, otherwise: exits.failed });
}

async function test(
  session: Session,
  id: string,
  { json, otherwise }: { json?: true; otherwise: typeof exits.failed | typeof exits.partly },
): Promise<void> {
  const result = dataOf(
    await session.tessera.api.POST("/api/v1/credentials/{id}/test", { params: { path: { id } } }),
  );
  if (json) await writeJson(result);
  else await write(`${result.verdict}: ${plain(result.message)}\n`);
  if (result.verdict !== "valid" && result.verdict !== "limited") process.exitCode = otherwise;
}

/** Puts another key in the place of the saved one, if the service takes it. The earlier one's expiry goes with it. */
export async function replaceKey(
  session: Session,
  nameOrId: string,
  options: { json?: true; force?: true; expires?: string },
) {
  const { expires, force } = options;
  const { id, name } = await findCredential(session, nameOrId);
  const apiKey = await readSecret("New key", session.signal);
  const credential = dataOf(
    await session.tessera.api.PUT("/api/v1/credentials/{id}/key", {
      params: { path: { id } },
      body: { apiKey, ...(expires !== undefined && { expiresAt: expires }), ...(force && { force: true }) },
    }),
  );
  if (options.json) return writeJson(credential);
  say(`The key of ${name} is replaced. The earlier one can be brought back in Tessera for a while.`);
}

/** Puts a credential into the bin, unless something uses it. */
export async function deleteCredential(
  session: Session,
  nameOrId: string,
  options: { json?: true; yes?: true },
) {
  const { id, name } = await findCredential(session, nameOrId);
  if (!options.yes) {
    const otherwise = "Deleting wants to be confirmed: add --yes.";
    const answer = await askPerson(`Delete ${plain(name)}? y/N `, otherwise, session.signal);
    if (!/^y(es)?$/i.test(answer)) throw new Failure(exits.failed, "Nothing was deleted.");
  }
  await session.tessera.api.DELETE("/api/v1/credentials/{id}", { params: { path: { id } } });
  if (options.json) return writeJson({ id, deleted: true });
  say(`${name} is in the bin. Whoever may can restore it there.`);
}

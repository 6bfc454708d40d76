import { writeJson, writeTable } from "../output.ts";
import { allIntegrations, type Session } from "../session.ts";

/** The sources, or the destinations, and the credential that each uses. */
export async function listIntegrations(
  session: Session,
  direction: "source" | "destination",
  { json }: { json?: true },
): Promise<void> {
  const all = await allIntegrations(session, direction);
  if (json) return writeJson(all);
  await writeTable(
    ["NAME", "SERVICE", "ENDPOINT", "CREDENTIAL", "VERDICT", "ID"],
    all.map(({ name, connector, endpoint, credential, id }) => [
      name,
      connector,
      endpoint,
      credential.name,
      credential.verdict,
      id,
    ]),
  );
}

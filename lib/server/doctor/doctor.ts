import { sessionSecret } from "../access/session-settings.ts";
import { examineTrails, hasHead, missingTrailTriggers, type Trail } from "../audit/examine-trail.ts";
import { bootFailure, checkKeyring } from "../boot.ts";
import { env } from "../env.ts";
import { findMigrations, findServerVersion } from "./doctor-store.ts";
import { findLooseFiles } from "./home-files.ts";

/** The end of an organization's chain, as somebody noted it down. */
export interface NotedHead {
  organizationId: string;
  position: number;
  hash: string;
}

export interface Examination {
  /** The names of the migrations of this checkout. */
  migrations: readonly string[];
  /** Whether a Tessera runs on this database: then no event should wait for its place in the chain for long. */
  isRunning: boolean;
  /** What chains must still have. */
  heads: readonly NotedHead[];
  signal?: AbortSignal;
}

/** What one look at something found. */
export interface Check {
  name: string;
  isWell: boolean;
  /** One sentence. */
  says: string;
  /** With the name "Audit trail": what was found in one organization's. */
  trail?: Trail;
}

/**
 * Looks at everything that must be right for Tessera to serve and to be believed, and changes nothing. Checks come
 * as they are done; those that need what is broken are left out, since the sentence before says what to do first.
 */
export async function* examine(examination: Examination): AsyncGenerator<Check> {
  yield await check("Settings", async () => {
    sessionSecret();
    return "They are whole.";
  });
  yield checkFiles();
  const database = await check("Database", async () => `PostgreSQL ${await findServerVersion()} answers.`);
  yield database;
  if (!database.isWell) return;
  const migrations = await checkMigrations(examination.migrations);
  yield migrations;
  if (!migrations.isWell) return;
  yield await check("Keyring", async () => {
    const keyringKeyId = await checkKeyring();
    return keyringKeyId === null ? "Nothing is sealed yet." : `${keyringKeyId} is the one that is needed.`;
  });
  yield* checkTrails(examination);
}

/** What `look` says when it finds everything well; or the sentence of what it throws. */
async function check(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, isWell: true, says: await look() };
  } catch (error) {
    return { name, isWell: false, says: bootFailure(error) };
  }
}

function checkFiles(): Check {
  const loose = findLooseFiles(env());
  return {
    name: "Files",
    isWell: loose.length === 0,
    says:
      loose.length === 0
        ? `What is kept in ${env().home} is its owner's only.`
        : `Others can get at ${loose.join(", ")} in ${env().home}: take that away.`,
  };
}

async function checkMigrations(expected: readonly string[]): Promise<Check> {
  const applied = new Set(await findMigrations());
  const missing = expected.filter((name) => !applied.has(name));
  const ahead = [...applied].filter((name) => !expected.includes(name));
  const name = "Migrations";
  if (missing.length > 0) {
    const says = `${missing.join(", ")} not applied yet: npm run up applies what is missing.`;
    return { name, isWell: false, says };
  }
  if (ahead.length > 0) {
    const says = `The database has ${ahead.join(", ")}, which this checkout does not know: update this checkout.`;
    return { name, isWell: false, says };
  }
  return { name, isWell: true, says: `All ${expected.length} are applied.` };
}

async function* checkTrails({ isRunning, heads, signal }: Examination): AsyncGenerator<Check> {
  const missing = await missingTrailTriggers();
  yield {
    name: "Audit triggers",
    isWell: missing.length === 0,
    says:
      missing.length === 0
        ? "They refuse every change of the trail."
        : `${missing.join(", ")} missing or switched off: somebody could change the trail.`,
  };
  for await (const trail of examineTrails(isRunning, signal)) {
    yield { name: "Audit trail", isWell: trail.breakCount === 0, says: sentenceOf(trail), trail };
  }
  for (const head of heads) {
    const isWell = await hasHead(head);
    const place = `position ${head.position} of ${head.organizationId}`;
    const says = isWell
      ? `The chain still has the hash that was noted down for ${place}.`
      : `The chain does not have the hash that was noted down for ${place}: it was cut or made anew.`;
    yield { name: "Noted head", isWell, says };
  }
}

function sentenceOf({ organizationName, organizationId, chained, waiting, breakCount }: Trail): string {
  const whose = organizationName ?? `the organization ${organizationId}, which is gone,`;
  const events = `${chained} ${chained === 1 ? "event" : "events"}`;
  const wait = waiting === 0 ? "" : `; ${waiting} more waiting for a place`;
  if (breakCount === 0) return `${whose}: ${events}, one chain${wait}.`;
  return `${whose}: ${events}, broken at ${breakCount} ${breakCount === 1 ? "place" : "places"}${wait}.`;
}

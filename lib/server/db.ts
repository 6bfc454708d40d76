import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { ConfigurationError, env } from "./env.ts";
import { Prisma, PrismaClient } from "./generated/prisma/client.ts";
import { isoMoment } from "./iso-moment.ts";

/** Enough for the load of one process; PostgreSQL's default allows 100 for all of them. */
const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 5_000;

const shared = globalThis as typeof globalThis & { tesseraPool?: pg.Pool; tesseraDb?: PrismaClient };

/** The process's one pool, which Prisma's client shares. Connects on first use. */
export function pool(): pg.Pool {
  if (shared.tesseraPool === undefined) {
    const { databaseUrl } = env();
    if (databaseUrl === null)
      throw new ConfigurationError("DATABASE_URL is not set: start Tessera with npm run up.");
    shared.tesseraPool = new pg.Pool({
      connectionString: databaseUrl,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      types: { getTypeParser },
    });
    // A connection that breaks while nobody uses it is replaced when one is needed; that fails aloud, if at all.
    shared.tesseraPool.on("error", () => {});
  }
  return shared.tesseraPool;
}

/** The process's one Prisma client. Made on first use, so that a build needs no database. */
export function db(): PrismaClient {
  shared.tesseraDb ??= new PrismaClient({
    adapter: new PrismaPg(pool(), { statementNameGenerator: ({ sql }) => statementName(sql) }),
    errorFormat: "minimal",
  });
  return shared.tesseraDb;
}

/**
 * Runs one statement and returns its rows, by the shortest way: `$queryRaw` costs several times as much
 * (docs/decisions/0011). Values become parameters; a `Prisma.sql` among them becomes part of the text.
 * Moments come as ISO 8601 in UTC, everything else as `pg` has it. Rejects with `pg`'s DatabaseError.
 *
 *     const rows = await statement<{ id: string }>`SELECT id FROM "Credential" WHERE name = ${name}`;
 */
export async function statement<Row extends pg.QueryResultRow>(
  strings: TemplateStringsArray,
  ...parts: unknown[]
): Promise<Row[]> {
  const { text, values } = Prisma.sql(strings, ...parts);
  const { rows } = await pool().query<Row>({ name: statementName(text), text, values });
  return rows;
}

/**
 * The same, planned anew with its values each time: for what a plan that fits all values would be a bad one, such as a
 * search, or a filter by something rare.
 */
export async function plannedAnew<Row extends pg.QueryResultRow>(
  strings: TemplateStringsArray,
  ...parts: unknown[]
): Promise<Row[]> {
  const { text, values } = Prisma.sql(strings, ...parts);
  const { rows } = await pool().query<Row>({ text, values });
  return rows;
}

/**
 * Runs several statements on one connection, all of them or none: what `work` rejects with undoes those before, and
 * is passed on. For what is not a request's: a request's change and its event fit into one statement.
 */
export async function transaction<T>(work: (run: typeof statement) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  const run: typeof statement = async <Row extends pg.QueryResultRow>(
    strings: TemplateStringsArray,
    ...parts: unknown[]
  ) => {
    const { text, values } = Prisma.sql(strings, ...parts);
    return (await client.query<Row>({ name: statementName(text), text, values })).rows;
  };
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(run);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((reason: Error) => {
      broken = reason;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function getTypeParser(oid: number, format?: "text" | "binary") {
  return oid === pg.types.builtins.TIMESTAMPTZ ? isoMoment : pg.types.getTypeParser(oid, format);
}

const statementNames = new Map<string, string>();

/** A name makes a statement prepared: planned once a connection, which costs more than most of them take to run. */
function statementName(sql: string): string {
  let name = statementNames.get(sql);
  if (name === undefined) {
    name = createHash("sha256").update(sql).digest("base64url");
    statementNames.set(sql, name);
  }
  return name;
}

/** What a write that broke a unique constraint broke: the names of constraint and columns; else null. */
export function violatedConstraint(error: unknown): string | null {
  const text = describeDriverError(error);
  return text?.includes("23505") || text?.includes("UniqueConstraintViolation") ? text : null;
}

/** Whether a write was refused because another row still refers to the row it would remove. */
export function violatesReference(error: unknown): boolean {
  const text = describeDriverError(error);
  return text !== null && /23503|23001|ForeignKeyConstraintViolation/.test(text);
}

function describeDriverError(error: unknown): string | null {
  // Not its detail, which quotes the values.
  if (error instanceof pg.DatabaseError) return `${error.code} ${error.constraint}`;
  if (!(error instanceof Error) || !("meta" in error)) return null;
  const meta = error.meta as { driverAdapterError?: { cause?: unknown } } | undefined;
  const cause = meta?.driverAdapterError?.cause;
  return cause === undefined ? null : JSON.stringify(cause);
}

import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ConfigurationError, env } from "./env.ts";
import { PrismaClient } from "./generated/prisma/client.ts";

/** Enough for the load of one process; PostgreSQL's default allows 100 for all of them. */
const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 5_000;

const shared = globalThis as typeof globalThis & { tesseraDb?: PrismaClient };

/** A client for one database address. Connects on first use. */
export function createDb(connectionString: string): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(
      { connectionString, max: POOL_SIZE, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
      { statementNameGenerator: ({ sql }) => statementName(sql) },
    ),
    errorFormat: "minimal",
  });
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

/** The process's one client. Made on first use, so that a build needs no database. */
export function db(): PrismaClient {
  if (shared.tesseraDb === undefined) {
    const { databaseUrl } = env();
    if (databaseUrl === null)
      throw new ConfigurationError("DATABASE_URL is not set: start Tessera with npm run up.");
    shared.tesseraDb = createDb(databaseUrl);
  }
  return shared.tesseraDb;
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
  if (!(error instanceof Error) || !("meta" in error)) return null;
  const meta = error.meta as { driverAdapterError?: { cause?: unknown } } | undefined;
  const cause = meta?.driverAdapterError?.cause;
  return cause === undefined ? null : JSON.stringify(cause);
}

import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type pg from "pg";
import type { DatabaseConnection } from "./connection.ts";

const CHAR_OID = 18;
const CHAR_ARRAY_OID = 1002;

const RECORD_AS_FINISHED = `
UPDATE "_prisma_migrations" SET "finished_at" = now() WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL;`;

/** Prisma's adapter, with the repairs that migrations need (7.10). */
export class MigrationAdapter extends PrismaPg {
  pool: pg.Pool | null = null;
  refusal: Error | null = null;

  constructor({ host, port, user, password, database, ssl }: DatabaseConnection) {
    super({ host, port, user, password, database, ssl, connectionTimeoutMillis: 5_000 });
  }

  override async connect() {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    this.pool = pool;

    // It cuts a script at every semicolon, those inside function bodies included. The server knows better; and
    // what it gets in one piece it does completely or not at all, the record of it included: a migration that
    // was killed half way has not happened. (Scripts are all migrations; the engine's own statements are not.)
    adapter.executeScript = async (script: string) => {
      await pool.query(`${script}\n;${RECORD_AS_FINISHED}`).catch((error: Error) => {
        this.refusal = error;
        throw error;
      });
    };

    // It refuses the type "char", which the engine selects from the catalog when it reads a schema. Of arrays of
    // it, which the engine never selects, it knows that they hold characters.
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
    pool.query = (async (...args: unknown[]) => {
      const result = await query(...args);
      for (const field of result.fields ?? [])
        if (field.dataTypeID === CHAR_OID) field.dataTypeID = CHAR_ARRAY_OID;
      return result;
    }) as typeof pool.query;
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (statement) => {
      const result = await queryRaw(statement);
      const { Character, CharacterArray } = ColumnTypeEnum;
      return {
        ...result,
        columnTypes: result.columnTypes.map((type) => (type === CharacterArray ? Character : type)),
      };
    };
    return adapter;
  }
}

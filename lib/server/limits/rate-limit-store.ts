import { RateLimiterPostgres } from "rate-limiter-flexible";
import { pool } from "../db.ts";

/** What is counted under one name: so many points within so many seconds, for each key. */
export interface SharedLimit {
  /** The points of a full window. */
  readonly points: number;
  /** Adds to a key's count and gives the count since its window began, these points included. */
  add(key: string, points: number): Promise<Count>;
  /** The count of a key as it stands. */
  read(key: string): Promise<Count>;
  /** Begins at nothing again. */
  forget(key: string): Promise<void>;
}

export interface Count {
  counted: number;
  /** How long until the window ends, in milliseconds; 0 where nothing is counted. */
  msLeft: number;
}

interface SharedLimitOptions {
  /** Begins every key in the table. */
  name: string;
  points: number;
  seconds: number;
}

const TABLE = "RateLimit";

/**
 * A limit that all instances on one database share: a row for each key, changed by one statement each
 * time. A window begins with the first point and ends `seconds` later, however many follow.
 */
export function createSharedLimit({ name, points, seconds }: SharedLimitOptions): SharedLimit {
  const limiter = new RateLimiterPostgres({
    storeClient: pool(),
    storeType: "pool",
    tableName: TABLE,
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
  });
  return {
    points,
    async add(key, added) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, added);
      return { counted: consumedPoints, msLeft: msBeforeNext };
    },
    async read(key) {
      const found = await limiter.get(key);
      return found === null
        ? { counted: 0, msLeft: 0 }
        : { counted: found.consumedPoints, msLeft: found.msBeforeNext };
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}

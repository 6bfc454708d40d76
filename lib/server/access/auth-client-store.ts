import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import { authWrites, type Write } from "./auth-events-store.ts";
import { authRequest } from "./auth-request.ts";

type Transaction = Prisma.TransactionClient;
type Begin = (work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>;
type Delegate = Record<string, (args: unknown) => Promise<unknown>>;

/** Whoever waits on a busy machine is not told that something broke. */
const PATIENCE = { maxWait: 15_000, timeout: 30_000 };

const READS = ["findFirst", "findMany", "findUnique", "count"];

/**
 * The database as better-auth gets it. Each of its writes to somebody's account runs in a transaction, in which its
 * audit events are written too: its own where it has begun one, else one for this write. A kind of write that
 * `auth-events-store.ts` does not know is refused. Challenges and the like (`Verification`) are its own business.
 */
export function recordedClient(client: PrismaClient): PrismaClient {
  const begin: Begin = (work) => client.$transaction(work, PATIENCE);
  return withRecords(client, begin, (work) =>
    begin((tx) => work(withRecords(tx, (within) => within(tx), undefined))),
  );
}

/** `begin` is how a write gets its transaction, `$transaction` how the library gets one. */
function withRecords<Client extends object>(
  client: Client,
  begin: Begin,
  $transaction: Begin | undefined,
): Client {
  return new Proxy(client, {
    get(target, name) {
      if (name === "$transaction") return $transaction;
      const value: unknown = Reflect.get(target, name);
      const writes =
        typeof name === "string" && Object.hasOwn(authWrites, name) ? authWrites[name] : undefined;
      return writes === undefined ? value : recordedModel(String(name), value as Delegate, writes, begin);
    },
  });
}

/** There was no such row to change: an answer that the library expects. */
function isNotFound(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2025";
}

function recordedModel(model: string, reads: Delegate, writes: Record<string, Write>, begin: Begin) {
  return new Proxy(reads, {
    get(target, name) {
      if (typeof name !== "string" || READS.includes(name)) return Reflect.get(target, name);
      const write = Object.hasOwn(writes, name) ? writes[name] : undefined;
      return async (args: object) => {
        try {
          if (write === undefined)
            throw new Error(`Nothing records ${model}.${name}, so it must not happen.`);
          return await begin((tx) => {
            const delegate = (tx as unknown as Record<string, Delegate>)[model];
            return write(tx, args, async () => delegate?.[name]?.(args));
          });
        } catch (error) {
          if (!isNotFound(error)) authRequest().failure = error;
          throw error;
        }
      };
    },
  });
}

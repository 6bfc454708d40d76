import { connect, createServer, type Server, type Socket } from "node:net";

/** What a client has sent to PostgreSQL. */
export interface StatementCount {
  /** Statements that were to be run: every Execute, and every simple Query. */
  statements: number;
  /** How often it waited for an answer: every Sync, and every simple Query. */
  roundTrips: number;
}

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;
const SSL_REQUEST = 80_877_103;

/**
 * A relay in front of PostgreSQL that reads along. It counts the protocol's messages, and so every statement that
 * really goes over the wire, whichever library sent it and whether or not it was prepared.
 */
export class StatementCounter {
  readonly #count: StatementCount = { statements: 0, roundTrips: 0 };
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Relays to the database of `databaseUrl`; `urlFor` gives the address to use instead. */
  static async start(databaseUrl: string): Promise<StatementCounter> {
    const { hostname, port } = new URL(databaseUrl);
    const server = createServer();
    const counter = new StatementCounter(server);
    server.on("connection", (client) => counter.#relay(client, connect(Number(port || 5432), hostname)));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    return counter;
  }

  urlFor(databaseUrl: string): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The relay has no port.");
    const url = new URL(databaseUrl);
    url.hostname = "127.0.0.1";
    url.port = String(address.port);
    return url.href;
  }

  /** The count so far; take the difference of two. */
  read(): StatementCount {
    return { ...this.#count };
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #relay(client: Socket, upstream: Socket): void {
    const read = this.#reader();
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.#sockets.add(from);
      from.setNoDelay(true);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
    client.on("data", (chunk: Buffer) => {
      read(chunk);
      upstream.write(chunk);
    });
    upstream.on("data", (chunk: Buffer) => client.write(chunk));
  }

  /** Cuts what one client sends into messages. The first has no type byte: it names user and database. */
  #reader(): (chunk: Buffer) => void {
    let rest: Buffer = Buffer.alloc(0);
    let started = false;
    return (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const header = started ? TYPE_BYTES : 0;
        if (rest.length < header + LENGTH_BYTES) return;
        const end = header + rest.readInt32BE(header);
        if (rest.length < end) return;
        if (started) this.#note(String.fromCharCode(rest.readUInt8(0)));
        else started = rest.readInt32BE(LENGTH_BYTES) !== SSL_REQUEST;
        rest = rest.subarray(end);
      }
    };
  }

  #note(type: string): void {
    if (type === "Q" || type === "E") this.#count.statements += 1;
    if (type === "Q" || type === "S") this.#count.roundTrips += 1;
  }
}

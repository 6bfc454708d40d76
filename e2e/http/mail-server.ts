import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** A mail as a server got it. */
export interface Letter {
  from: string;
  recipients: string[];
  /** By name, in lower case; lines that were folded are joined. */
  headers: Record<string, string>;
  text: string;
}

/** An SMTP server that takes every mail, or none. It knows what nodemailer says, and nothing more. */
export class MailServer {
  readonly letters: Letter[] = [];
  /** Whether it refuses recipients. */
  refuse = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async start(): Promise<MailServer> {
    const mail = new MailServer();
    mail.#server.listen(0, "127.0.0.1");
    await once(mail.#server, "listening");
    return mail;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, "close");
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => {});
    const say = (line: string) => socket.write(`${line}\r\n`);
    let buffer = "";
    let envelope: Pick<Letter, "from" | "recipients"> = { from: "", recipients: [] };
    let inData = false;
    say("220 mail.example.com ESMTP");
    socket.on("data", (chunk) => {
      buffer += chunk.toString("latin1");
      for (;;) {
        const end = inData ? "\r\n.\r\n" : "\r\n";
        const at = buffer.indexOf(end);
        if (at === -1) return;
        const line = buffer.slice(0, at);
        buffer = buffer.slice(at + end.length);
        if (inData) {
          inData = false;
          this.letters.push({ ...envelope, ...readLetter(line) });
          say("250 taken");
          continue;
        }
        const [verb = ""] = line.toUpperCase().split(/[ :]/);
        const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
        if (verb === "EHLO") socket.write("250-mail.example.com\r\n250 AUTH PLAIN\r\n");
        else if (verb === "AUTH") say("235 welcome");
        else if (verb === "MAIL") {
          envelope = { from: address, recipients: [] };
          say("250 ok");
        } else if (verb === "RCPT") {
          if (!this.refuse) envelope.recipients.push(address);
          say(this.refuse ? `550 no such mailbox ${address}` : "250 ok");
        } else if (verb === "DATA") {
          inData = true;
          say("354 go on");
        } else if (verb === "QUIT") {
          say("221 bye");
          socket.end();
        } else say("250 ok");
      }
    });
  }
}

function readLetter(raw: string): Pick<Letter, "headers" | "text"> {
  const split = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, split)
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
    }),
  );
  const body = raw.slice(split + 4);
  return { headers, text: decode(body, headers["content-transfer-encoding"] ?? "7bit") };
}

/** A header's words as people see them: `=?UTF-8?Q?Ada_Lovelace?=`. */
function decodeWords(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, encoding: string, word: string) =>
      encoding.toUpperCase() === "B"
        ? decode(word, "base64")
        : decode(word.replaceAll("_", " "), "quoted-printable"),
    );
}

function decode(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString();
  if (encoding !== "quoted-printable") return body;
  const bytes = body
    .replaceAll(/=\r\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

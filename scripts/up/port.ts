import { createServer } from "node:net";
import { codeOf, Failure, messageOf } from "./failure.ts";

/** The port to serve on: the wanted one when it is free, any free one for 0. */
export async function claimPort(port: number, host: string): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen({ port, host, exclusive: true }, resolve);
    });
  } catch (error) {
    throw new Failure(sentenceFor(error, port, host));
  }
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : port;
}

function sentenceFor(error: unknown, port: number, host: string): string {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return `Port ${port} is taken by another program: stop it, or choose another with PORT=${port + 1} npm run up.`;
    case "EACCES":
      return `Port ${port} needs more rights than you have: choose one above 1023, with PORT=3000 npm run up.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return `HOST=${host} is not an address of this machine: use 127.0.0.1 for this machine only, or 0.0.0.0 for everybody who can reach it.`;
    default:
      return `Tessera cannot listen on ${host}, port ${port}: ${messageOf(error)}.`;
  }
}

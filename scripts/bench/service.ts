import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CleanUp } from "./clean-up.ts";

const PIECE_BYTES = 1_024 * 1_024;
const ROW = JSON.stringify({ data: [{ id: 1, name: "Team" }], meta: { limit: 1, offset: 0, total: 1 } });

/** A service that answers everything with one row, and `/bytes/<number>` with so many MB. Gives its origin. */
export async function openService(cleanUp: CleanUp): Promise<string> {
  const server = createServer((request, response) => {
    const megabytes = /\/bytes\/(\d+)$/.exec(request.url ?? "")?.[1];
    response.writeHead(200, { "content-type": "application/json" });
    if (megabytes === undefined) response.end(ROW);
    else pour(response, Number(megabytes));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUp.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** As fast as it is taken. */
function pour(response: ServerResponse, pieces: number): void {
  const piece = Buffer.alloc(PIECE_BYTES, "row,");
  let written = 0;
  const more = () => {
    while (written < pieces) {
      written += 1;
      if (!response.write(piece)) return;
    }
    response.end();
  };
  response.on("drain", more);
  more();
}

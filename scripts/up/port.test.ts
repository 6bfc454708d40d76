import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { claimPort } from "./port.ts";

test("a port that is taken is said in one sentence, with what to do", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await expect(claimPort(port, "127.0.0.1")).rejects.toThrow(
    `Port ${port} is taken by another program: stop it, or choose another with PORT=${port + 1} npm run up.`,
  );
  server.close();
});

test("port 0 finds one that is free", async () => {
  expect(await claimPort(0, "127.0.0.1")).toBeGreaterThan(1023);
});

test("a host that is not this machine's is said in one sentence", async () => {
  await expect(claimPort(0, "192.0.2.1")).rejects.toThrow(
    /^HOST=192\.0\.2\.1 is not an address of this machine: .*\.$/,
  );
});

import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { addressOf, isLoopback, rangesOf, unnamedProxy } from "./client-address.ts";

const trusted = rangesOf(["127.0.0.0/8", "::1", "10.0.0.0/8", "2001:db8:1::/48", "192.0.2.1"]);

function from(remoteAddress: string | undefined, forwarded?: string, proxies = trusted) {
  const headers: IncomingMessage["headers"] = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return addressOf({ socket: { remoteAddress }, headers }, proxies);
}

test.each([
  ["who opened the connection", "203.0.113.9", undefined, "203.0.113.9"],
  ["also on a socket for both families", "::ffff:203.0.113.9", undefined, "203.0.113.9"],
  ["in the one way to write it", "2001:DB8:0:0::9", undefined, "2001:db8::9"],
  ["whatever they say of themselves", "203.0.113.9", "198.51.100.7", "203.0.113.9"],
  ["whom a proxy had it from", "127.0.0.1", "198.51.100.7", "198.51.100.7"],
  ["by the proxy's own word, the last one", "::1", "192.0.2.9, 198.51.100.7", "198.51.100.7"],
  ["also of one that is one address", "192.0.2.1", "198.51.100.7", "198.51.100.7"],
  ["but not of its neighbour", "192.0.2.2", "198.51.100.7", "192.0.2.2"],
  ["of IPv6", "2001:db8:1::5", "2001:db8:ffff::7", "2001:db8:ffff::7"],
  ["behind a row of proxies", "127.0.0.1", "192.0.2.9, 198.51.100.7, 10.1.2.3", "198.51.100.7"],
  ["of a proxy that adds the port", "127.0.0.1", "198.51.100.7:4711", "198.51.100.7"],
  ["of IPv6 as well", "127.0.0.1", "[2001:db8::7]:4711", "2001:db8::7"],
  ["a proxy that asks for itself", "127.0.0.1", undefined, "127.0.0.1"],
  ["or for another on its machine", "127.0.0.1", "127.0.0.1", "127.0.0.1"],
  ["nobody, where the proxy does not know", "127.0.0.1", "198.51.100.7, unknown", null],
  ["nobody, where it says what is no address", "127.0.0.1", `198.51.100.7, ${"1".repeat(99)}`, null],
  ["nobody, once they are gone", undefined, "198.51.100.7", null],
])("a request comes from %s", (_, peer, forwarded, address) => {
  expect(from(peer, forwarded)).toBe(address);
});

test("where no proxy is trusted, not even this machine's word is taken", () => {
  expect(from("127.0.0.1", "198.51.100.7", [])).toBe("127.0.0.1");
});

test("this machine is known by all of its loopback addresses", () => {
  for (const address of ["127.0.0.1", "127.8.8.8", "::1"]) expect(isLoopback(address)).toBe(true);
  for (const address of ["10.0.0.1", "128.0.0.1", "::2", "fe80::1%eth0"])
    expect(isLoopback(address)).toBe(false);
});

test.each([
  ["who is not trusted and names another", "::ffff:172.18.0.2", "198.51.100.7", "172.18.0.2"],
  ["not one that is trusted", "10.0.0.5", "198.51.100.7", null],
  ["not who names nobody", "172.18.0.2", undefined, null],
])("a proxy that was forgotten in the settings is %s", (_, remoteAddress, forwarded, proxy) => {
  const headers: IncomingMessage["headers"] = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  expect(unnamedProxy({ socket: { remoteAddress }, headers }, trusted)).toBe(proxy);
});

import type { LookupAddress, LookupOptions } from "node:dns";
import { describe, expect, test } from "vitest";
import { isPublicAddress, publicLookup, type Resolve } from "./address.ts";
import { EgressError } from "./egress-error.ts";

describe("an address is public", () => {
  test.each(["8.8.8.8", "93.184.215.14", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])(
    "%s",
    (ip) => {
      expect(isPublicAddress(ip)).toBe(true);
    },
  );
});

describe("an address is not public", () => {
  test.each([
    ["this machine", "127.0.0.1"],
    ["this machine", "127.255.0.3"],
    ["this machine", "::1"],
    ["any of this machine's", "0.0.0.0"],
    ["any of this machine's", "::"],
    ["private", "10.1.2.3"],
    ["private", "172.31.255.255"],
    ["private", "192.168.0.1"],
    ["private", "fd12:3456::1"],
    ["a cloud's metadata", "169.254.169.254"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["benchmarking", "198.18.0.1"],
    ["documentation", "203.0.113.9"],
    ["documentation", "2001:db8::1"],
    ["documentation", "3fff::1"],
    ["multicast", "224.0.0.1"],
    ["multicast", "ff02::1"],
    ["broadcast", "255.255.255.255"],
    ["reserved", "240.0.0.1"],
    ["not given out yet", "4000::1"],
    ["private, mapped into IPv6", "::ffff:10.0.0.1"],
    ["private, mapped in hexadecimal", "::ffff:7f00:1"],
    ["private, in the old compatible form", "::127.0.0.1"],
    ["private behind NAT64", "64:ff9b::10.0.0.1"],
    ["local NAT64", "64:ff9b:1::8.8.8.8"],
    ["6to4", "2002:0a00:0001::1"],
    ["Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    ["ISATAP", "2606:4700::5efe:10.0.0.1"],
    ["a name", "localhost"],
    ["short for 127.0.0.1", "127.1"],
    ["octal", "0177.0.0.1"],
    ["decimal", "2130706433"],
    ["nothing", ""],
  ])("%s: %s", (_what, ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });
});

describe("looking up a name", () => {
  const publicV4: LookupAddress = { address: "93.184.215.14", family: 4 };
  const publicV6: LookupAddress = { address: "2606:4700::6810:84e5", family: 6 };

  /** What a socket gets: an error, or addresses. */
  function lookUp(resolve: Resolve, options: LookupOptions): Promise<unknown[]> {
    return new Promise((done) => {
      publicLookup(resolve)("api.people.ai", options, (...given) => done(given));
    });
  }

  test("hands over the very addresses that were checked, and resolves once", async () => {
    const answers = [[publicV4, publicV6], [{ address: "127.0.0.1", family: 4 }]];
    let asked = 0;
    const changing: Resolve = async () => answers[asked++] ?? [];
    expect(await lookUp(changing, { all: true })).toEqual([null, [publicV4, publicV6]]);
    expect(asked).toBe(1);
    const [error] = await lookUp(changing, { all: true });
    expect(error).toMatchObject({ code: "private_address" });
  });

  test.each([
    ["is private", [{ address: "10.0.0.1", family: 4 }]],
    ["is this machine", [{ address: "::1", family: 6 }]],
    ["is not an address", [{ address: "localhost", family: 4 }]],
  ])("fails if one address of several %s", async (_what, others) => {
    const [error, addresses] = await lookUp(async () => [publicV4, ...others], { all: true });
    expect(error).toBeInstanceOf(EgressError);
    expect(addresses).toEqual([]);
  });

  test("also fails if only an address of the other family is private", async () => {
    const mixed = async () => [publicV4, { address: "fd00::1", family: 6 }];
    expect((await lookUp(mixed, { family: 4 }))[0]).toMatchObject({ code: "private_address" });
  });

  test("answers one address where the socket wants one, of the family that it wants", async () => {
    const both = async () => [publicV4, publicV6];
    expect(await lookUp(both, {})).toEqual([null, publicV4.address, 4]);
    expect(await lookUp(both, { family: 6 })).toEqual([null, publicV6.address, 6]);
  });

  test("a name without addresses is not found", async () => {
    expect((await lookUp(async () => [], { all: true }))[0]).toMatchObject({ code: "ENOTFOUND" });
  });
});

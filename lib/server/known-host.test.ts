import { describe, expect, test } from "vitest";
import { isKnownHost } from "./known-host.ts";

const alone = { url: null, host: "127.0.0.1" };
const everywhere = { url: null, host: "0.0.0.0" };
const named = { url: "https://tessera.example.com", host: "127.0.0.1" };

describe("a Host header is known", () => {
  test.each([
    ["127.0.0.1", alone],
    ["127.0.0.1:3000", alone],
    ["127.8.8.8:1", alone],
    ["localhost:3000", alone],
    ["LOCALHOST", alone],
    ["localhost:65535", alone],
    ["tessera.localhost:3000", alone],
    ["[::1]:3000", alone],
    ["192.168.1.5:3000", { url: null, host: "192.168.1.5" }],
    ["[fd00::5]:3000", { url: null, host: "fd00::5" }],
    ["Desk.Lan", { url: null, host: "desk.lan" }],
    ["tessera.example.com", named],
    ["Tessera.Example.com:443", named],
    ["127.0.0.1:3000", named],
    ["[fd00::1]", { url: "http://[fd00::1]:8080", host: "127.0.0.1" }],
    ["192.168.1.5:3000", everywhere],
    ["203.0.113.9", everywhere],
    ["[fd00::5]:3000", { url: null, host: "::" }],
    ["tessera:3000", everywhere],
  ])("%s where %o is set", (header, addresses) => {
    expect(isKnownHost(header, addresses)).toBe(true);
  });
});

describe("a Host header is not known", () => {
  test.each([
    [null, alone],
    ["", alone],
    ["evil.example", alone],
    ["evil.example:3000", alone],
    ["localhost.evil.example", alone],
    ["127.0.0.1.evil.example", alone],
    ["127.evil.example", alone],
    ["evil-localhost", alone],
    ["192.168.1.5:3000", alone],
    ["tessera", alone],
    ["[::2]", alone],
    ["127.0.0.1:3000, evil.example", alone],
    ["evil.example@127.0.0.1", alone],
    ["127.0.0.1/", alone],
    ["127.0.0.1:3000:1", alone],
    ["localhost:65536", alone],
    ["localhost:99999", named],
    ["[::1]:65536", alone],
    ["99999999999", everywhere],
    ["127.0.0.1 ", alone],
    ["localhost\u0000", alone],
    ["evil.example", named],
    ["example.com", named],
    ["tessera.example.com.evil.example", named],
    ["sub.tessera.example.com", named],
    ["192.168.1.5", named],
    ["evil.example", everywhere],
    ["desk.lan:3000", everywhere],
  ])("%s where %o is set", (header, addresses) => {
    expect(isKnownHost(header, addresses)).toBe(false);
  });
});

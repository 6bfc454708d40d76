import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isPrivate, loginFile, originOf, readLogin, saveLogin } from "./login-file.ts";

const token = `tsr_${"a".repeat(43)}`;
const other = `tsr_${"-".repeat(43)}`;

test("the environment takes precedence, and a token is for the address that it was saved for", () => {
  const XDG_CONFIG_HOME = mkdtempSync(path.join(tmpdir(), "login-"));
  onTestFinished(() => rmSync(XDG_CONFIG_HOME, { recursive: true }));
  const env = { XDG_CONFIG_HOME, APPDATA: XDG_CONFIG_HOME };
  expect(() => readLogin(env)).toThrow(/not signed in/);
  const saved = { url: "https://tessera.test", token };
  saveLogin(saved, env);
  expect(readLogin(env)).toEqual(saved);
  expect(readLogin({ ...env, TESSERA_URL: "https://tessera.test/" })).toEqual(saved);
  expect(() => readLogin({ ...env, TESSERA_URL: "https://other.test" })).toThrow(/another address/);
  expect(() => readLogin({ ...env, TESSERA_URL: "http://tessera.test" })).toThrow(/another address/);
  const set = { TESSERA_URL: "https://other.test", TESSERA_TOKEN: other };
  expect(readLogin({ ...env, ...set })).toEqual({ url: "https://other.test", token: other });
  expect(() => readLogin({ ...env, TESSERA_TOKEN: "sk-1\n2" })).toThrow(/no token of Tessera/);
  chmodSync(loginFile(env), 0o640);
  if (process.platform !== "win32") expect(() => readLogin(env)).toThrow(/Others may read/);
});

test("an address is an origin, and https unless it is said or this machine", () => {
  expect(["tessera.test", "localhost:3000", "127.0.0.1", "http://a.test:80/"].map(originOf)).toEqual([
    "https://tessera.test",
    "http://localhost:3000",
    "http://127.0.0.1",
    "http://a.test",
  ]);
  for (const wrong of ["", "ftp://a.test", "https://u:p@a.test", "https://a.test/x", "a.test?x", "a b"]) {
    expect(() => originOf(wrong), wrong).toThrow(/must be that of a Tessera/);
  }
  expect(["https://a.test", "http://[::1]:3000", "http://127.evil.test"].map(isPrivate)).toEqual([
    true,
    true,
    false,
  ]);
});

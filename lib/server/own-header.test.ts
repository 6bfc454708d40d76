import { expect, test } from "vitest";
import { setOwnHeader } from "./own-header.ts";

const sent = () => ({
  headers: { host: "x", "tessera-own": "made up, twice" },
  rawHeaders: ["Tessera-Own", "made up", "Host", "x", "TESSERA-OWN", "twice"],
});

test("a header of ours says what we say, however often the caller sent it", () => {
  const request = sent();
  setOwnHeader(request, "tessera-own", "ours");
  expect(request).toEqual({
    headers: { host: "x", "tessera-own": "ours" },
    rawHeaders: ["Host", "x", "tessera-own", "ours"],
  });
});

test("and is gone where we say nothing", () => {
  const request = sent();
  setOwnHeader(request, "tessera-own", null);
  expect(request).toEqual({ headers: { host: "x" }, rawHeaders: ["Host", "x"] });
});

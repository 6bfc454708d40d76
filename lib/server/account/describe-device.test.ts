import { expect, test } from "vitest";
import { describeDevice } from "./describe-device.ts";

const mozilla = (rest: string) => `Mozilla/5.0 ${rest}`;
const chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";

test.each([
  ["Chrome on Windows", mozilla(`(Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`)],
  ["Chrome on macOS", mozilla(`(Macintosh; Intel Mac OS X 10_15_7) ${chrome} Safari/537.36`)],
  ["Chrome on Android", mozilla(`(Linux; Android 16; Pixel 9) ${chrome} Mobile Safari/537.36`)],
  ["Chrome on ChromeOS", mozilla(`(X11; CrOS x86_64 14541.0.0) ${chrome} Safari/537.36`)],
  [
    "Chrome on iPhone",
    mozilla(
      "(iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 CriOS/142.0 Mobile/15E148 Safari/604.1",
    ),
  ],
  ["Edge on Windows", mozilla(`(Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/142.0.0.0`)],
  ["Opera on Linux", mozilla(`(X11; Linux x86_64) ${chrome} Safari/537.36 OPR/120.0`)],
  ["Firefox on Linux", mozilla("(X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")],
  [
    "Safari on macOS",
    mozilla(
      "(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
    ),
  ],
  [
    "Safari on iPad",
    mozilla("(iPad; CPU OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/26.0 Mobile/15E148 Safari/604.1"),
  ],
  ["curl", "curl/8.14.1"],
  ["A Python program", "python-requests/2.32"],
  ["A Node program", "node"],
  ["A browser on Windows", mozilla("(Windows NT 10.0) Something/1.0")],
])("%s is said of %s", (words, userAgent) => {
  expect(describeDevice(userAgent)).toBe(words);
});

test.each([[null], [""], ["<script>alert(1)</script>"], ["\u202eevil"], ["x".repeat(100_000)]])(
  "nothing is said, and nothing repeated, of %s",
  (userAgent) => {
    expect(describeDevice(userAgent)).toBeNull();
  },
);

import { expect, test } from "vitest";
import { takesBrotli } from "./compressed-files.ts";

test.each(["br", "gzip, deflate, br, zstd", "gzip;q=0.5,BR;q=0.1", "br; q=1.0"])(
  "Brotli goes to who accepts “%s”",
  (accepted) => expect(takesBrotli(accepted)).toBe(true),
);

test.each([undefined, "", "gzip", "identity", "*", "brotli", "gzip, br;q=0", "br; q=0.000", "x-br"])(
  "and not to who accepts “%s”",
  (accepted) => expect(takesBrotli(accepted)).toBe(false),
);

import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);

/** Fonts and pictures are compressed already. */
const TEXT = /\.(?:js|css)$/;

/** Puts beside each script and style sheet under `folder` what Brotli makes of it: `a.js` gets an `a.js.br`. */
export async function compressStaticFiles(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => TEXT.test(name)).map((name) => path.join(folder, name));
  await Promise.all(
    files.map(async (file) => {
      const text = await readFile(file);
      await writeFile(`${file}.br`, await compress(text, { params: paramsFor(text.length) }));
    }),
  );
}

/** As small as it gets: it is done once, and sent to everybody. */
function paramsFor(bytes: number) {
  return {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes,
  };
}

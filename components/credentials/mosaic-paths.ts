const COLUMNS = 5;
const STORED_COLUMNS = 3;

/** Of the drawing, in its own units: 5 tesserae of 7.6 with 0.8 between them make 42. */
export const MOSAIC_SIZE = 42;
/** The radius of a tessera's corners. */
export const MOSAIC_CORNER = 1.6;
const PITCH = 8.4;
const MARGIN = 0.4;
const SIDE = 7.6;

/** One path for all tesserae of a colour; `colour` is a CSS variable of the theme. */
export interface MosaicPath {
  colour: string;
  path: string;
}

/**
 * The tesserae of a mosaic (`"<a><b>:<15 cells>"`, see `mosaicSchema`), colour by colour: stone, the
 * pigment `a`, the pigment `b`. The right two columns mirror the left two.
 */
export function mosaicPaths(mosaic: string): MosaicPath[] {
  const [pigments = "", cells = ""] = mosaic.split(":");
  const colours = ["--color-stone", ...Array.from(pigments, (pigment) => `--color-pigment-${pigment}`)];
  return colours.map((colour, value) => ({ colour, path: pathOf(cells, String(value)) }));
}

function pathOf(cells: string, value: string): string {
  let path = "";
  for (let index = 0; index < cells.length; index += 1) {
    if (cells[index] !== value) continue;
    const row = Math.floor(index / STORED_COLUMNS);
    const column = index % STORED_COLUMNS;
    path += tessera(column, row);
    const mirrored = COLUMNS - 1 - column;
    if (mirrored !== column) path += tessera(mirrored, row);
  }
  return path;
}

/** Its inner square. Drawn with a round stroke twice as wide as a corner, it fills its whole place. */
function tessera(column: number, row: number): string {
  const x = round(column * PITCH + MARGIN + MOSAIC_CORNER);
  const y = round(row * PITCH + MARGIN + MOSAIC_CORNER);
  const side = round(SIDE - 2 * MOSAIC_CORNER);
  return `M${x} ${y}h${side}v${side}h${-side}z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

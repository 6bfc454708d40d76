import { MOSAIC_CORNER, MOSAIC_SIZE, mosaicPaths } from "./mosaic-paths.ts";

interface MosaicProps {
  /** As `CredentialSummary.mosaic` has it. */
  mosaic: string;
  /** Width and height in pixels. */
  size?: number;
}

/** The picture of a key: the same key, the same mosaic. Its text alternative is the key's hint beside it. */
export function Mosaic({ mosaic, size = 42 }: MosaicProps) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox={`0 0 ${MOSAIC_SIZE} ${MOSAIC_SIZE}`}
      strokeWidth={2 * MOSAIC_CORNER}
      strokeLinejoin="round"
      className="shrink-0 rounded-[21%] forced-color-adjust-none"
    >
      {mosaicPaths(mosaic).map(({ colour, path }) => (
        <path key={colour} d={path} fill={`var(${colour})`} stroke={`var(${colour})`} />
      ))}
    </svg>
  );
}

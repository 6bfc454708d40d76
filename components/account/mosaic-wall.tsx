const SIZE = 15;
const CENTRE = 7;
const PITCH = 20;

/** A floor laid in rings around the one tile that is still missing. By ring, from the middle outwards. */
const rings = [
  "",
  "fill-pigment-3",
  "fill-stone",
  "fill-pigment-1",
  "fill-pigment-2",
  "fill-stone",
  "fill-pigment-5",
] as const;

/** Rings further out are bare stone, with one piece of clay towards each corner. */
function fillOf(across: number, down: number): string {
  if (across === 5 && down === 5) return "fill-pigment-4";
  return rings[across + down] ?? "fill-stone";
}

/** Ornament beside the account forms; it says nothing. */
export function MosaicWall({ className = "" }: { className?: string }) {
  const cells = Array.from({ length: SIZE * SIZE }, (_, index) => ({
    x: index % SIZE,
    y: Math.floor(index / SIZE),
  })).filter(({ x, y }) => x !== CENTRE || y !== CENTRE);
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${SIZE * PITCH} ${SIZE * PITCH}`} className={className}>
      {cells.map(({ x, y }) => (
        <rect
          key={`${x} ${y}`}
          x={x * PITCH + 1}
          y={y * PITCH + 1}
          width={PITCH - 2}
          height={PITCH - 2}
          rx="4"
          className={fillOf(Math.abs(x - CENTRE), Math.abs(y - CENTRE))}
        />
      ))}
      <rect
        x={CENTRE * PITCH + 2}
        y={CENTRE * PITCH + 2}
        width={PITCH - 4}
        height={PITCH - 4}
        rx="3.4"
        fill="none"
        strokeWidth="1.5"
        strokeDasharray="3.6 2.8"
        className="stroke-ink-3"
      />
    </svg>
  );
}

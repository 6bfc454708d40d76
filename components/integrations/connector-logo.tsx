/** A connector's logo; its name stands beside it, so the picture says nothing of its own. */
export function ConnectorLogo({ logo, size = 44 }: { logo: string; size?: number }) {
  // biome-ignore lint/performance/noImgElement: a small local SVG has nothing to optimize, and needs no script.
  return <img src={logo} alt="" width={size} height={size} className="shrink-0 rounded-control" />;
}

/** The first that fits: those that pretend to be others stand before them. */
const programs: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|HeadlessChrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
  [/^curl\//, "curl"],
  [/^(?:python-requests|python-httpx|Python-urllib|aiohttp)\b/i, "a Python program"],
  [/^(?:node|undici|axios)\b/i, "a Node program"],
  [/^Go-http-client\//, "a Go program"],
];

const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\b(?:Macintosh|Mac OS X)\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/**
 * What a User-Agent header says, in a few words of ours: "Firefox on Windows". Whoever sends it can write anything
 * there, so nothing of it is repeated. Null where nothing is recognised.
 */
export function describeDevice(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const program = nameIn(programs, userAgent);
  const system = nameIn(systems, userAgent);
  if (program !== null && system !== null) return `${capital(program)} on ${system}`;
  if (program !== null) return capital(program);
  return system === null ? null : `A browser on ${system}`;
}

function nameIn(names: readonly [RegExp, string][], userAgent: string): string | null {
  return names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
}

function capital(text: string): string {
  return text.startsWith("a ") ? `A${text.slice(1)}` : text;
}

type Headers = Readonly<Record<string, string>>;

/** Whether a body says that it is JSON. A login page, or a proxy on the way, does not: connectors answer in JSON. */
export function isJson(headers: Headers): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(headers["content-type"] ?? "");
}

/** The whole seconds that a `Retry-After` asks to wait, written as such or as a date; null where it is neither. */
export function retryAfterSeconds(headers: Headers): number | null {
  const text = headers["retry-after"] ?? "";
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1_000));
}

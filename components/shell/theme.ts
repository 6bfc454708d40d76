export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that remembers the theme. Over TLS its prefix keeps other hosts from setting it. */
export function themeCookieName(overTls: boolean): string {
  return overTls ? "__Host-theme" : "theme";
}

/** The theme that a visitor's cookies remember, so that the page arrives in it. */
export function rememberedTheme(cookies: { get(name: string): { value: string } | undefined }): Theme {
  const cookie = cookies.get(themeCookieName(true)) ?? cookies.get(themeCookieName(false));
  return themeOf(cookie?.value);
}

/** What a cookie or an attribute says; anything unknown follows the system. */
export function themeOf(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

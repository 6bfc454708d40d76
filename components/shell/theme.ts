export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that `app/layout.tsx` reads, so that the page arrives in the chosen theme. */
export const themeCookieName = "theme";

/** What a cookie or an attribute says; anything unknown follows the system. */
export function themeOf(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

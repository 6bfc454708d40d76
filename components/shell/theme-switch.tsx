"use client";

import { useId, useSyncExternalStore } from "react";
import { Icon, type IconName } from "@/components/ui/icon.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { type Theme, themeCookieName, themeOf, themes } from "./theme.ts";

const YEAR_SECONDS = 31_536_000;
const looks: Record<Theme, { label: string; icon: IconName }> = {
  system: { label: "Same as the system", icon: "monitor" },
  light: { label: "Light", icon: "sun" },
  dark: { label: "Dark", icon: "moon" },
};

/** Light, dark, or as the system has it. The document's attribute is the state; the cookie remembers it. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const name = useId();
  const theme = useSyncExternalStore(subscribe, readTheme, () => initial);
  return (
    <fieldset className="inline-flex rounded-control border border-line bg-sunken p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map((option) => (
        <label
          key={option}
          title={looks[option].label}
          className="grid h-7 w-8 cursor-pointer place-items-center rounded-chip border border-transparent text-ink-3 transition-colors duration-100 hover:text-ink has-checked:border-line-control has-checked:bg-surface has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent max-[700px]:h-10 max-[700px]:w-12"
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={theme === option}
            onChange={() => setTheme(option)}
            className="sr-only"
          />
          <Icon name={looks[option].icon} size={15} />
          <VisuallyHidden>{looks[option].label}</VisuallyHidden>
        </label>
      ))}
    </fieldset>
  );
}

function readTheme(): Theme {
  return themeOf(document.documentElement.dataset.theme);
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

function setTheme(theme: Theme) {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
  const overTls = location.protocol === "https:";
  const cookie = [
    `${themeCookieName(overTls)}=${theme === "system" ? "" : theme}`,
    "path=/",
    "samesite=lax",
    ...(overTls ? ["secure"] : []),
    `max-age=${theme === "system" ? 0 : YEAR_SECONDS}`,
  ];
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
  document.cookie = cookie.join("; ");
}

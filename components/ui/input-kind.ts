let keyboard = true;

if (typeof document !== "undefined") {
  for (const [event, isKeyboard] of [
    ["keydown", true],
    ["pointerdown", false],
  ] as const) {
    document.addEventListener(event, () => (keyboard = isKeyboard), { capture: true, passive: true });
  }
}

/**
 * Whether whoever is here used the keyboard last, and not a pointer. `:focus-visible` says nearly the same, but of a
 * focus that a script moves from an element which is gone, each browser thinks differently.
 */
export function usesKeyboard(): boolean {
  return keyboard;
}

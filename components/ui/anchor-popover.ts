/**
 * Ties a popover to the button that opens it, from where it finds room for itself. False where the browser
 * cannot, and it has to be placed by hand. Done as it opens, and not by attributes of the page: its policy
 * lets no inline style in.
 */
export function anchorPopover(popover: HTMLElement, button: HTMLElement, name: `--${string}`): boolean {
  if (!CSS.supports("anchor-name: --a")) return false;
  button.style.setProperty("anchor-name", name);
  popover.style.setProperty("position-anchor", name);
  return true;
}

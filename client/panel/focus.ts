/** Where the keyboard is on the page, while its parts are drawn again. */
import type { Mouse } from "./mouse.ts";

/** Puts other children into an element. What had the focus there gives it to what says the same now. */
export function refill(host: HTMLElement, ...children: readonly Node[]): void {
  const before = hasFocus(host) ? document.activeElement : null;
  host.replaceChildren(...children);
  if (before === null) return;
  const all = [...host.querySelectorAll<HTMLElement>("button, [tabindex]")];
  all.find((it) => nameOf(it) === nameOf(before))?.focus({ preventScroll: true });
}

function nameOf({ className, textContent, ariaLabel }: Element): string {
  return `${className} ${ariaLabel ?? textContent}`;
}

/** Whether the keyboard is on something in an element. A page remembers that also while an editor has the keyboard, and would take it from there. */
export function hasFocus(host: HTMLElement): boolean {
  return document.hasFocus() && host.contains(document.activeElement);
}

/** Whether the page has the keyboard, and nothing on it does: what had it is gone, or nothing has had it yet. */
export function isFocusLost(): boolean {
  return document.hasFocus() && (document.activeElement === null || document.activeElement === document.body);
}

/** Calls back when the keyboard comes to the page without the mouse: a click decides itself where it goes. */
export function onReturn(mouse: Mouse, come: () => void): void {
  window.addEventListener("focus", () => {
    if (!mouse.isDown) come();
  });
}

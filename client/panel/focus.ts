/** Where the keyboard is on the page, while its parts are drawn again. */

/** Puts other children into an element. What had the focus there gives it to what says the same now. */
export function refill(host: HTMLElement, ...children: readonly Node[]): void {
  const before = host.contains(document.activeElement) ? document.activeElement : null;
  host.replaceChildren(...children);
  if (before === null) return;
  const all = [...host.querySelectorAll<HTMLElement>("button, [tabindex]")];
  all.find((it) => nameOf(it) === nameOf(before))?.focus({ preventScroll: true });
}

function nameOf({ className, textContent, ariaLabel }: Element): string {
  return `${className} ${ariaLabel ?? textContent}`;
}

/** Whether the page has the keyboard, and nothing on it does: what had it is gone, or nothing has had it yet. */
export function isFocusLost(): boolean {
  return document.hasFocus() && (document.activeElement === null || document.activeElement === document.body);
}

/** Calls back when the keyboard comes to the page without the mouse: a click decides itself where it goes. */
export function onReturn(come: () => void): void {
  let mouse: "up" | "down" = "up";
  window.addEventListener(
    "pointerdown",
    () => {
      mouse = "down";
    },
    { capture: true },
  );
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(
      end,
      () => {
        mouse = "up";
      },
      { capture: true },
    );
  }
  window.addEventListener("focus", () => {
    if (mouse === "up") come();
  });
}

import type { ZoomChange } from "./zoom.ts";

/** What keys and the wheel ask for anywhere on the page. */
export interface Shortcuts {
  readonly filter: () => void;
  /** `y` is where the mouse is, in CSS pixels from the top of the window; absent for a key. */
  readonly zoom: (change: ZoomChange, y?: number) => void;
}

const zoomKeys: Readonly<Partial<Record<string, ZoomChange>>> = {
  ...{ "+": "larger", "=": "larger" },
  ...{ "-": "smaller", _: "smaller" },
  "0": "reset",
};

/** Listens for `/` and Ctrl+F, and for Ctrl with plus, minus, 0 or the wheel. VS Code does not see these keys while the page has the focus. */
export function listenForShortcuts({ filter, zoom }: Shortcuts): void {
  document.addEventListener("keydown", (event) => {
    const asked = askedBy(event);
    if (asked === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (asked === "filter") filter();
    else zoom(asked);
  });
  document.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      event.stopPropagation();
      zoom({ wheel: event.deltaY }, event.clientY);
    },
    // Otherwise the browser would not let the page zoom in its own way.
    { passive: false },
  );
}

function askedBy(event: KeyboardEvent): "filter" | ZoomChange | undefined {
  const { key, target } = event;
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return key.toLowerCase() === "f" && !event.shiftKey ? "filter" : zoomKeys[key];
  const isTyped = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
  return key === "/" && !isTyped ? "filter" : undefined;
}

import type { Shared } from "./shared-text.ts";

const key = "argocd-annotations-text";

/** Keeps a text for as long as the tab is open, so that nothing is lost when the page is loaded again. It goes nowhere. */
export function keep({ text, version }: Shared): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ text, version, of: location.hash }));
  } catch {
    // The browser keeps nothing, or the text is too long: then a reload begins with the link again, as everywhere.
  }
}

/** The text that was there when the user left this page, if they have come back to it: by a reload, or with the back button. */
export function keptText(): Shared | undefined {
  const [entry] = performance.getEntriesByType("navigation");
  const isReturn = entry instanceof PerformanceNavigationTiming && ["reload", "back_forward"].includes(entry.type);
  if (!isReturn) return undefined;
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}") as Readonly<Record<string, unknown>>;
    const { text, version, of } = kept;
    return of === location.hash && typeof text === "string" && typeof version === "string"
      ? { text, version }
      : undefined;
  } catch {
    // The browser keeps nothing.
    return undefined;
  }
}

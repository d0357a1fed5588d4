import { part, setText } from "./element.ts";

/** Lets a screen reader say something, once: the same words are said again only after others. */
export function announce(words: string): void {
  const region = part("live");
  if (region.textContent !== words) setText(region, words);
}

import { element } from "../panel/element.ts";

/** An element with a text in it, line by line. */
export function paragraphs(className: string, text: string): HTMLElement {
  const all = element("div", className);
  all.append(...text.split("\n").map((line) => element("div", "line", line)));
  return all;
}

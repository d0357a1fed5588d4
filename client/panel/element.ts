import { visible } from "../../server/protocol/index.ts";

/** Makes an element with a class and text in it. Text is set as text, never as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  setText(made, text);
  return made;
}

/** Sets the text of an element, as text and never as HTML. */
export function setText(target: Element, text: string): void {
  target.textContent = visible(text);
}

/** Sets what a screen reader says of an element. */
export function setSpoken(target: Element, text: string): void {
  target.ariaLabel = visible(text);
}

/** Sets what is shown over an element while the mouse is on it, in lines. */
export function setTip(target: HTMLElement, ...lines: readonly string[]): void {
  target.title = lines
    .filter((line) => line !== "")
    .map((line) => visible(line))
    .join("\n");
}

/** Makes a button. */
export function button(title: string, press: () => void): HTMLButtonElement {
  const made = element("button", "button", title);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/** An element that the page of the panel has; throws where the page is not the one that belongs to this script. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page of the plan panel has no element "${id}".`);
  return found;
}

import { element, part } from "../panel/element.ts";
import { paragraphs } from "./paragraphs.ts";

/** Copies a text and says that it is done; where the browser refuses, the user gets the text to copy it. */
export async function copy(text: string, done: string): Promise<void> {
  // Nothing is copied from a page while a frame in it has the focus.
  window.focus();
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    // Not every browser lets a page copy.
    const field = element("textarea", "copied");
    field.value = text;
    field.readOnly = true;
    field.rows = 8;
    field.setAttribute("aria-label", "What to copy");
    showAside(element("p", "", "This browser does not let the page copy. Press Ctrl+C, or Cmd+C on a Mac."), field);
    field.select();
  }
}

/** Shows a text on top of the page. */
export function showText(text: string): void {
  showAside(paragraphs("answer", text));
}

/** Says something to the user, until something else happens. */
export function say(words: string): void {
  part("said").replaceChildren(element("span", "", words));
}

function showAside(...content: readonly Element[]): void {
  part("aside-content").replaceChildren(...content);
  (part("aside") as HTMLDialogElement).showModal();
}

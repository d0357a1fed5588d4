import { visible } from "../core/visible.ts";

/**
 * A text with names from a workspace for an editor: the title of something, a row, or a message. VS Code makes links of Markdown in
 * messages, and one to a command could run anything with a click; and it makes pictures of `$(names)` in titles and the status bar.
 */
export function label(text: string): string {
  return visible(text).replaceAll("](", "] (").replaceAll("$(", "$ (");
}

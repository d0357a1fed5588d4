/** Text of manifests inside Markdown, so that it is shown as it is, whatever is in it. */

/** In a sentence or in the cell of a table: on one line, without effect on what surrounds it, and naming nobody on GitHub. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[&<>@#|]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_[\]~$]/g, "\\$&");
}

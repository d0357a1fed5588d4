/** Escapes text of manifests for Markdown. */

/** For a sentence or the cell of a table: on one line, without effect on what surrounds it, and mentioning nobody on GitHub. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[&<>@#|]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_[\]~$]/g, "\\$&");
}

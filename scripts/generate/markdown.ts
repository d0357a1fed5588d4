/** A table in Markdown; blanks and bars in a cell do it no harm. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map(cellOf).join(" | ")} |`).join("\n");
}

function cellOf(text: string): string {
  return text
    .trim()
    .replaceAll("|", "\\|")
    .replace(/\s*\n\s*/g, " ");
}

/** YAML as it stands: a formatter must not touch it, since mistakes are what it shows. */
export function yamlBlock(yaml: string): string {
  return `<!-- prettier-ignore -->\n\`\`\`yaml\n${yaml.trim()}\n\`\`\``;
}

/** Text in code style. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** The first words of every generated page. */
export const generatedNote = "<!-- Made by `npm run generate`; changes belong in the source. -->";

import { catalogue } from "../../server/core/index.ts";
import { code, generatedNote, table } from "./markdown.ts";

type Annotation = (typeof catalogue)[number];

/** The page of every annotation in the catalogue and their table of contents, by path. */
export function annotationPages(): readonly (readonly [path: string, text: string])[] {
  const rows = catalogue.map(({ key, summary }) => [`[${code(key)}](${pageName(key)})`, summary]);
  const contents = `${generatedNote}\n\n# Annotations\n\n${table(["Annotation", "What it does"], rows)}\n`;
  return [
    ["docs/annotations/README.md", contents],
    ...catalogue.map((annotation) => [`docs/annotations/${pageName(annotation.key)}`, pageOf(annotation)] as const),
  ];
}

/** `sync-wave.md` for Argo CD's own keys, the domain in front for all others: `helm.sh-hook.md`. */
function pageName(key: string): string {
  return `${key.replace(/^argocd\.argoproj\.io\//, "").replaceAll("/", "-")}.md`;
}

function pageOf(annotation: Annotation): string {
  const { key, summary, details, absent, badValue, readOn, since, link, mistakenFor } = annotation;
  const facts = [
    ["Read on", readOn === "any resource" ? readOn : readOn.join(", ")],
    ["Since", `Argo CD ${since}`],
    ["Where it is absent", absent],
    ["Where its value is unknown", badValue],
  ];
  const parts = [
    generatedNote,
    `# ${code(key)}`,
    summary,
    table(["", ""], facts),
    details.trim(),
    valuePart(annotation),
  ];
  if (mistakenFor.length > 0) {
    parts.push("## Not to be confused with", `Argo CD does not read ${mistakenFor.map(code).join(", ")}.`);
  }
  parts.push(`See [Argo CD's documentation](${link}).`);
  return parts.join("\n\n");
}

function valuePart({ value }: Annotation): string {
  if (value.type === "integer") return "## Value\n\nA whole number, in quotes.";
  const rows = value.items.map((item) => {
    const where = item.onlyOn === undefined ? "" : ` Only on ${item.onlyOn.join(", ")}.`;
    return [code(item.value), item.summary + where, item.since];
  });
  const heading = `## Value\n\nOne ${value.itemName} or several, separated by commas.\nCase counts.`;
  return `${heading}\n\n${table([capitalized(value.itemName), "What it does", "Since"], rows)}`;
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

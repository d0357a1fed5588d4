import { catalogue, fields, finalizers, isFamily, labels, sinceWords } from "../../server/core/index.ts";
import { code, generatedNote, table } from "./markdown.ts";

type Annotation = (typeof catalogue)[number];
type Value = Annotation["value"];
type Field = (typeof fields)[number];
type ReadOn = Annotation["readOn"];

const writerWords: Readonly<Record<Annotation["writer"], string>> = {
  people: "People, in Git",
  request: "Whoever makes the request, in the cluster; in Git, it would ask again and again",
  "Argo CD": "Argo CD itself; do not commit it to Git",
};

/** The pages of all annotations, labels, finalizers and fields, and their table of contents, by path. */
export function annotationPages(): readonly (readonly [path: string, text: string])[] {
  return [
    ["docs/annotations/README.md", contentsPage()],
    ["docs/annotations/labels.md", labelsPage()],
    ["docs/annotations/finalizers.md", finalizersPage()],
    ["docs/annotations/sync-policy.md", fieldsPage()],
    ...catalogue.map((annotation) => [`docs/annotations/${pageName(annotation.key)}`, pageOf(annotation)] as const),
  ];
}

/** `sync-wave.md` for Argo CD's own keys; all others start with their domain: `helm.sh-hook.md`. */
function pageName(key: string): string {
  const name = key.replace(/^argocd\.argoproj\.io\//, "").replace(/[[\]]/g, "");
  return `${name.replaceAll("/", "-")}.md`;
}

function contentsPage(): string {
  const parts = [...new Set(catalogue.map(groupOf))].flatMap((group) => [
    `## ${group}`,
    table(
      ["Annotation", "What it does"],
      catalogue
        .filter((annotation) => groupOf(annotation) === group)
        .map(({ key, summary }) => [`[${code(key)}](${pageName(key)})`, summary]),
    ),
  ]);
  const families =
    "A word in capitals, such as `NAME`, is a placeholder for your own text; a part in brackets is optional.";
  const others =
    "[Labels](labels.md), [finalizers](finalizers.md), [the fields of the sync policy](sync-policy.md) and [what changed with versions](versions.md) have pages of their own.";
  return `${[generatedNote, "# Annotations", families, others, ...parts].join("\n\n")}\n`;
}

/** The heading of an annotation in the table of contents: who reads it, and where. */
function groupOf({ reader, readOn, writer }: Annotation): string {
  if (writer !== "people") return "Requests, and annotations that Argo CD writes itself";
  if (reader !== "Argo CD") return `Read by ${reader}`;
  return readOn === "any resource" ? "Read by Argo CD on any resource" : "Read by Argo CD on certain kinds";
}

function pageOf(annotation: Annotation): string {
  const { key, summary, details, absent, badValue, reader, readOn, readFrom, writer, since, link } = annotation;
  const { mistakenFor = [] } = annotation;
  const version = sinceWords(since);
  const facts = [
    ["Read by", reader],
    ["Read on", `${kindWords(readOn)}, ${readFrom === "manifest" ? "in the manifest" : "in the cluster"}`],
    ["Written by", writerWords[writer]],
    ...(version === undefined ? [] : [["Since", version]]),
    ["If absent", absent],
    ["If the value is invalid", badValue],
  ];
  const parts = [
    generatedNote,
    `# ${code(key)}`,
    summary,
    table(["", ""], facts),
    details.trim(),
    ...(isFamily(key)
      ? ["A word in capitals in the key is a placeholder for your own text; a part in brackets is optional."]
      : []),
    valuePart(annotation.value),
  ];
  if (mistakenFor.length > 0) {
    parts.push("## Common mistakes", `Argo CD does not read ${mistakenFor.map(code).join(", ")}.`);
  }
  parts.push(`See [the documentation](${link}).`);
  return parts.join("\n\n");
}

function valuePart(value: Value): string {
  const heading = `## Value\n\n${sentence(value.description)}`;
  const rows = itemRows(value);
  if (value.type !== "list") return rows.length === 0 ? heading : `${heading}\n\n${itemTable("Value", rows)}`;
  return `${heading}\nCase matters.\n\n${itemTable(capitalized(value.itemName), rows)}`;
}

function itemRows({ items }: Value): readonly (readonly string[])[] {
  return items.map((item) => {
    const where = item.onlyOn === undefined ? "" : ` Only on ${item.onlyOn.join(", ")}.`;
    return [code(item.value), item.summary + where, item.since ?? ""];
  });
}

function itemTable(name: string, rows: readonly (readonly string[])[]): string {
  const hasVersions = rows.some((row) => row[2] !== "");
  return hasVersions
    ? table([name, "What it does", "Since"], rows)
    : table(
        [name, "What it does"],
        rows.map((row) => row.slice(0, 2)),
      );
}

function labelsPage(): string {
  const intro =
    "Argo CD, its operator and its companion tools read these labels. Argo CD reads hooks, waves and options only from annotations.";
  const parts = labels.flatMap(({ key, summary, details, value, badValue, reader, readOn, writer, since, link }) => [
    `## ${code(key)}`,
    summary,
    details.trim(),
    table(
      ["", ""],
      [
        ["Read by", reader],
        ["Read on", kindWords(readOn)],
        ["Written by", writerWords[writer]],
        ["Value", sentence(value.description)],
        ["If the value is invalid", badValue],
        ["Since", sinceWords(since) ?? ""],
      ].filter(([, fact]) => fact !== ""),
    ),
    ...(value.items.length === 0 ? [] : [itemTable("Value", itemRows(value))]),
    `See [the documentation](${link}).`,
  ]);
  return `${[generatedNote, "# Labels", intro, ...parts].join("\n\n")}\n`;
}

function finalizersPage(): string {
  const intro = "Argo CD ignores any other finalizer in these domains.";
  const rows = finalizers.map(({ name, summary, readOn, since }) => [code(name), summary, kindWords(readOn), since]);
  const whole = table(["Finalizer", "What it does", "On", "Since"], rows);
  return `${[generatedNote, "# Finalizers", intro, whole].join("\n\n")}\n`;
}

function fieldsPage(): string {
  const intro =
    "The fields with which an Application controls its syncs, and an ApplicationSet its Applications.\nThe fields of an Application are also valid below `spec.template` of an ApplicationSet.";
  const parts = (["Application", "ApplicationSet"] as const).flatMap((kind) => [
    `## ${kind}`,
    ...fields.filter(({ on }) => on === kind).flatMap(fieldParts),
  ]);
  return `${[generatedNote, "# The sync policy", intro, ...parts].join("\n\n")}\n`;
}

function fieldParts({ path, summary, value, absent, since, link }: Field): readonly string[] {
  const facts = [
    ["Value", sentence(value.description)],
    ["If absent", absent],
    ["Since", sinceWords(since) ?? ""],
  ];
  return [
    `### ${code(path)}`,
    summary,
    table(["", ""], facts),
    ...(value.items.length === 0 ? [] : [itemTable("Value", itemRows(value))]),
    `See [the documentation](${link}).`,
  ];
}

function kindWords(readOn: ReadOn): string {
  return readOn === "any resource" ? readOn : readOn.join(", ");
}

function sentence(text: string): string {
  return `${capitalized(text)}.`;
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

import type { NamedFile } from "../application/application.ts";
import { isOwnKey } from "../catalogue/keys.ts";
import { documentStart } from "../manifest/file.ts";
import type { Node, ScalarNode } from "../manifest/node.ts";
import type { ApplicationFinding, ApplicationRule } from "../rule-kit/application-rule.ts";
import { printedInAnnotations } from "../rule-kit/values-in-templates.ts";
import { shown } from "../rule-kit/words.ts";
import type { RosterMember } from "../roster/roster.ts";

const valuesFile = "values.yaml";

/** Mirrors `SetAppInstance` in util/argo/resource_tracking.go, which reads the annotations of each rendered manifest, and `toYAML` in pkg/engine/funcs.go of Helm. */
export const unquotedInValues: ApplicationRule = {
  id: "unquoted-in-values",
  scope: "application",
  severity: "warning",
  summary: "A number or boolean in the values of a chart is not a string in the annotations that a template prints.",
  docs: `
A template that prints values with \`toYaml\` leaves their types as they are, so a wave without quotes in \`values.yaml\` is a number in the manifest.
With annotation tracking, the default since Argo CD 3.0, one annotation that is not a string keeps Argo CD from generating the manifests of the whole application, so it syncs nothing.
Only values that a template of the chart prints below \`annotations\` are reported; what the templates of other charts do with them is not known.
Put the value in quotes.
`,
  *check({ application, members }) {
    const values = application.files.filter(({ name }) => name === valuesFile || name.endsWith(`/${valuesFile}`));
    if (values.length === 0) return;
    const templates = templatesIn(members);
    for (const named of values) yield* findingsIn(named, templates);
  },
  examples: [
    {
      title: "A wave that a template prints with toYaml",
      files: {
        "templates/job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    {{- toYaml .Values.migration.annotations | nindent 4 }}
`,
        "values.yaml": `
migration:
  annotations:
    argocd.argoproj.io/sync-wave: -2
    #                             ^^ The number -2 is not a string in the annotations that "templates/job.yaml" prints with toYaml, so by default Argo CD cannot generate the manifests of the application and syncs none of it. Put it in quotes.
`,
      },
    },
    {
      title: "A wave that the template puts in quotes",
      files: {
        "templates/job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/sync-wave: {{ .Values.migration.wave | quote }}
`,
        "values.yaml": `
migration:
  wave: -2
`,
      },
    },
  ],
};

/** The name of the first template that prints each mapping, by the folder of its chart and the path in the values. */
type Templates = ReadonlyMap<string, string>;

function templatesIn(members: readonly RosterMember[]): Templates {
  const templates = new Map<string, string>();
  for (const { member } of members) {
    const at = member.fileName.lastIndexOf("templates/");
    if (at < 0) continue;
    for (const path of printedInAnnotations(member)) {
      const key = keyOf(member.fileName.slice(0, at), path);
      if (!templates.has(key)) templates.set(key, member.fileName);
    }
  }
  return templates;
}

function keyOf(folder: string, path: string): string {
  return JSON.stringify([folder, path]);
}

function* findingsIn({ name, file }: NamedFile, templates: Templates): Generator<ApplicationFinding> {
  const folder = name.slice(0, -valuesFile.length);
  for (const [index, document] of file.documents.entries()) {
    for (const { path, value } of unquotedBelow(document.parsed.root, [], new Set())) {
      const [chart = "", ...rest] = path;
      // Below the name of a chart inside the chart, its own values begin.
      const template =
        templates.get(keyOf(folder, path.join("."))) ??
        templates.get(keyOf(`${folder}charts/${chart}/`, rest.join(".")));
      if (template === undefined) continue;
      const start = documentStart(file, index);
      yield {
        ...{ fileName: name, file, span: { start: start + value.span.start, end: start + value.span.end } },
        message: `The ${value.scalarType} ${value.text} is not a string in the annotations that ${shown(template)} prints with toYaml, so by default Argo CD cannot generate the manifests of the application and syncs none of it. Put it in quotes.`,
        related: [],
        fixes: () => [],
      };
    }
  }
}

interface Unquoted {
  /** The keys that lead to the mapping. */
  readonly path: readonly string[];
  readonly value: ScalarNode;
}

/** The numbers and booleans under keys of Argo CD. Mappings that aliases share are looked at once. */
function* unquotedBelow(node: Node | undefined, path: readonly string[], seen: Set<unknown>): Generator<Unquoted> {
  if (node?.type !== "map" || seen.has(node.entries)) return;
  seen.add(node.entries);
  for (const { key, value } of node.entries) {
    if (value.type === "map") yield* unquotedBelow(value, [...path, key.text], seen);
    if (value.type !== "scalar" || (value.scalarType !== "number" && value.scalarType !== "boolean")) continue;
    if (path.length > 0 && isOwnKey(key.text)) yield { path, value };
  }
}

import type { Member, NamedFile } from "../application/application.ts";
import type { ScalarNode } from "../manifest/node.ts";
import { typeOfPlain } from "../manifest/scalar.ts";
import type { ApplicationFinding, ApplicationRule } from "../rule-kit/application-rule.ts";
import { type ChartOfRoster, chartsOf, type FoundValue, numbersIn, valuesAt } from "../rule-kit/chart-values.ts";
import { printedAlone, printedInAnnotations, printedInQuotes } from "../rule-kit/values-in-templates.ts";
import { shown } from "../rule-kit/words.ts";
import type { RosterMember } from "../roster/roster.ts";

/** Mirrors `SetAppInstance` in util/argo/resource_tracking.go, which reads the annotations of each rendered manifest, and `toYAML` in pkg/engine/funcs.go of Helm. */
export const unquotedInValues: ApplicationRule = {
  id: "unquoted-in-values",
  scope: "application",
  severity: "warning",
  summary: "A value of a chart that a template prints as an annotation is not a string there.",
  docs: `
A template that prints values with \`toYaml\` leaves their types as they are, so a wave without quotes in \`values.yaml\` is a number in the manifest.
One that prints a value as it is, \`sync-wave: {{ .Values.wave }}\`, makes a number of it even where the values have quotes.
With annotation tracking, the default since Argo CD 3.0, one annotation that is not a string keeps Argo CD from generating the manifests of the whole application, so it syncs nothing.
The same goes for annotations that are a text in the values, which \`toYaml\` prints as one string.
Only values that a template of the chart prints below \`annotations\` are reported; what the templates of other charts do with them is not known.
Put the value in quotes, or add \`| quote\` to the template.
`,
  *check(roster) {
    for (const chart of chartsOf(roster)) {
      const around = chartAround(chart, chartsOf(roster));
      yield* inValues(chart, around);
      for (const entry of chart.members) yield* inTemplate(entry, chart);
    }
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
      title: "A wave that a template prints without quotes",
      files: {
        "templates/job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/sync-wave: {{ .Values.wave }}
    #                             ^^^^^^^^^^^^^^^^^^ "{{ .Values.wave }}" prints the number 3, not a string, so by default Argo CD cannot generate the manifests of the application and syncs none of it. Add "| quote".
`,
        "values.yaml": `
wave: "3"
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

/** A chart that holds another one, whose values stand below its name there. */
interface Around {
  readonly chart: ChartOfRoster;
  readonly name: string;
}

function chartAround({ folder }: ChartOfRoster, charts: readonly ChartOfRoster[]): Around | undefined {
  const [, outer, name] = /^(.*)charts\/([^/]+)\/$/.exec(folder) ?? [];
  const chart = charts.find((it) => it.folder === outer);
  return chart === undefined || name === undefined ? undefined : { chart, name };
}

const cost = "so by default Argo CD cannot generate the manifests of the application and syncs none of it";

/** What a template prints with `toYaml`. */
function* inValues(chart: ChartOfRoster, around: Around | undefined): Generator<ApplicationFinding> {
  const templates = new Map<string, Member>();
  for (const { member } of chart.members) {
    for (const path of printedInAnnotations(member)) {
      if (path !== "" && !templates.has(path)) templates.set(path, member);
    }
  }
  for (const written of chart.members.flatMap(({ member }) => printedInQuotes(member))) {
    if (!templates.has(written)) for (const file of chart.values) yield* withdrawn(file, written.split("."));
  }
  for (const [written, template] of templates) {
    const path = written.split(".");
    for (const file of chart.values) yield* mistyped(file, valuesAt(file, path), template);
    for (const file of around?.chart.values ?? [])
      yield* mistyped(file, valuesAt(file, [around?.name ?? "", ...path]), template);
  }
}

/** What is in quotes in the manifest, whatever it is in the values. */
function* withdrawn(values: NamedFile, path: readonly string[]): Generator<ApplicationFinding> {
  for (const { span } of valuesAt(values, path).flatMap(numbersIn))
    yield {
      fileName: values.name,
      file: values.file,
      span,
      message: "",
      related: [],
      fixes: () => [],
      withdraws: true,
    };
}

function* mistyped(
  { name, file }: NamedFile,
  values: readonly FoundValue[],
  template: Member,
): Generator<ApplicationFinding> {
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const { fileName } = template;
  const printer = shown(
    fileName.slice(fileName.startsWith(folder) ? folder.length : fileName.lastIndexOf("templates/")),
  );
  for (const value of values) {
    for (const { node, span } of numbersIn(value)) {
      if (node.type !== "scalar") continue;
      yield {
        ...{ fileName: name, file, span, related: [] },
        message: `The ${node.scalarType} ${node.text} is not a string in the annotations that ${printer} prints with toYaml, ${cost}. Put it in quotes.`,
        fixes: () => [
          {
            title: "Put the value in quotes",
            edits: [{ fileName: name, file, span, text: JSON.stringify(node.text) }],
          },
        ],
      };
    }
    const what = wholeOf(value);
    if (what === undefined || asksForType(template)) continue;
    yield {
      ...{ fileName: name, file, span: value.span, related: [] },
      message: `This is a ${what}, but annotations must be a mapping, and ${printer} prints it as annotations with toYaml, ${cost}. Write keys and values.`,
      fixes: () => [],
    };
  }
}

/** What annotations are that are no mapping; `undefined` where they may be one, or a template leaves out what is empty. */
function wholeOf({ node }: FoundValue): string | undefined {
  if (node.type === "list") return node.items.length === 0 ? undefined : "list";
  return node.type === "scalar" && node.scalarType === "string" && node.text.trim() !== "" ? "text" : undefined;
}

/** Whether a template does something else where it gets a text. */
function asksForType({ file, documentIndex }: Member): boolean {
  return /\b(?:kind|type)Is "string"/.test(file.documents[documentIndex]?.text ?? "");
}

/** What a template prints as it is. */
function* inTemplate({ member }: RosterMember, chart: ChartOfRoster): Generator<ApplicationFinding> {
  const own = chart.values.find(({ name }) => name === `${chart.folder}values.yaml`);
  for (const { action, span, path, otherwise, conditional } of printedAlone(member)) {
    const found = own === undefined ? undefined : valuesAt(own, path).at(-1)?.node;
    const text = found?.type === "scalar" ? printedText(found) : found === undefined ? otherwise : undefined;
    const type = text === undefined ? "string" : typeOfPlain(text);
    if (text === undefined || (type !== "number" && type !== "boolean")) continue;
    // A template rarely prints what it asks for and what is nothing.
    if (conditional && ["0", "false"].includes(text)) continue;
    const at = span.start + action.replace(/-?\}\}$/, "").trimEnd().length;
    yield {
      ...{ member, span, related: [] },
      message: `${shown(action)} prints the ${type} ${text}, not a string, ${cost}. Add "| quote".`,
      fixes: () => [{ title: 'Add "| quote"', edits: [{ member, span: { start: at, end: at }, text: " | quote" }] }],
    };
  }
}

/** What a template prints of a value; `undefined` where it is empty or not known. */
function printedText({ text, scalarType }: ScalarNode): string | undefined {
  if (scalarType === "boolean") return /^(?:y|t|on)/i.test(text) ? "true" : "false";
  return scalarType === "null" || scalarType === "unknown" ? undefined : text;
}

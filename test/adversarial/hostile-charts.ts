/** Charts that are meant to do harm, by the names of their files. */
import { packed, type Packed } from "../support/packed.ts";
import { annotated, repeat } from "./hostile-texts.ts";

/** The files of a chart. */
export type HostileChart = Readonly<Record<string, string | Buffer>>;

const header = "apiVersion: v2\nname: app\nversion: 1.0.0\n";
const inner = "apiVersion: v2\nname: sub\nversion: 1.0.0\n";
const needsInner = "dependencies:\n  - {name: sub, version: 1.0.0, repository: https://example.com}\n";
const bytesOfBomb = 60_000_000;

function resource(name: string): string {
  return annotated('    argocd.argoproj.io/sync-wave: "1"\n', name);
}

/** A chart with a resource that is as it should be, beside a template. */
function withTemplate(template: string, more: HostileChart = {}): HostileChart {
  return { "Chart.yaml": header, "templates/z.yaml": template, "templates/a.yaml": resource("a"), ...more };
}

/** A chart that needs a packed one. */
function withPacked(entries: readonly Packed[], more: HostileChart = {}): HostileChart {
  return { "Chart.yaml": header + needsInner, "charts/sub.tgz": packed([chartFile, ...entries]), ...more };
}

const chartFile: Packed = { name: "sub/Chart.yaml", content: inner };

function numbered(count: number, file: (index: number) => readonly [name: string, text: string]): HostileChart {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => file(index)));
}

/** An archive in an archive in an archive. */
function nested(depth: number): Buffer {
  if (depth === 0) return packed([chartFile, { name: "sub/templates/a.yaml", content: resource("deep") }]);
  return packed([
    { name: "sub/Chart.yaml", content: inner + needsInner },
    { name: "sub/charts/sub.tgz", content: nested(depth - 1) },
  ]);
}

/** Each list has the one before it nine times. */
function laughs(count: number): string {
  const line = (index: number): string =>
    `a${index + 1}: &a${index + 1} [${Array.from({ length: 9 }, () => `*a${index}`).join(",")}]\n`;
  return `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${repeat(count, line)}`;
}

function aliases(count: number, name: string): string {
  return `dependencies:\n${repeat(count, (index) => `  - {name: ${name}, version: 1.0.0, alias: ${name}${index}}\n`)}`;
}

function named(name: string): string {
  return `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
}

/** What a chart is full of, or what is wrong with it. */
export type Harm =
  | "a loop"
  | "loops in loops"
  | "values that are templates of themselves"
  | "a text that is repeated"
  | "widths"
  | "a regular expression"
  | "huge values"
  | "texts that are printed again and again"
  | "documents without end"
  | "broken texts that are printed"
  | "values of aliases of aliases"
  | "deep values"
  | "files outside"
  | "marks of what is unknown"
  | "templates"
  | "a refused rule"
  | "rules for ignored files"
  | "rules and files"
  | "charts in charts"
  | "names for charts"
  | "imported values"
  | "a packed chart that is huge"
  | "packed charts that are huge"
  | "packed charts in a packed chart that are huge"
  | "packed charts in packed charts"
  | "a packed chart of many files"
  | "a packed chart that leads out"
  | "a packed chart of links"
  | "half a packed chart";

/** The charts. */
export const charts: Readonly<Record<Harm, () => HostileChart>> = {
  "a loop": () => withTemplate("{{ range until 1000000000 }}x{{ end }}"),
  "loops in loops": () => withTemplate("{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}"),
  "values that are templates of themselves": () =>
    withTemplate("{{ tpl .Values.t . }}", { "values.yaml": 't: "{{ tpl .Values.t . }}{{ tpl .Values.t . }}"\n' }),
  "a text that is repeated": () => withTemplate('{{ repeat 1000000000 "x" }}'),
  widths: () => withTemplate('{{ range until 1000 }}{{ printf "%999999d%999999d" 1 2 }}{{ end }}'),
  "a regular expression": () => withTemplate('{{ regexReplaceAll ".*b|a" (repeat 100000 "a") "x" }}'),
  "huge values": () =>
    withTemplate("{{ toYaml .Values }}", { "values.yaml": repeat(100_000, (index) => `k${index}: ${index}\n`) }),
  "texts that are printed again and again": () =>
    withTemplate(
      `{{ range until 90 }}---\n${resource("x{{ . }}")}data:\n${repeat(20_000, (index) => `  k${index}: {a: b}\n`)}{{ end }}`,
    ),
  "documents without end": () => withTemplate('{{ range until 10 }}{{ repeat 200000 "---\\na: b\\n" }}{{ end }}'),
  "broken texts that are printed": () =>
    withTemplate('{{ range until 40 }}---\n{{ repeat 50000 "a: b: c\\n? " }}{{ . }}\n{{ end }}'),
  "values of aliases of aliases": () => withTemplate("{{ toYaml .Values }}", { "values.yaml": laughs(20) }),
  "deep values": () =>
    withTemplate("{{ toYaml .Values }}", { "values.yaml": `x: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n` }),
  "files outside": () =>
    withTemplate(`{{ fail (print (.Files.Get "../other/a.yaml") (.Files.Get "/etc/passwd") "|") }}`),
  "marks of what is unknown": () =>
    withTemplate(resource('{{ .Values.x }}{{ "\\ue0007\\ue001" }}'), {
      "values.yaml": 'x: "\\uE0000\\uE001\\uE001\\uE000"\n',
    }),
  templates: () => ({ "Chart.yaml": header, ...numbered(10_000, (index) => [`templates/t${index}.yaml`, ""]) }),
  "a refused rule": () => withTemplate("", { ".helmignore": "**/*.md\n" }),
  "rules for ignored files": () => withTemplate("", { ".helmignore": repeat(20_000, (index) => `*a*b*c*${index}\n`) }),
  "rules and files": () =>
    withTemplate("", {
      ".helmignore": repeat(900, (index) => `*a*b*c*${index}\n`),
      ...numbered(900, (index) => [`docs/${"a".repeat(200)}${index}`, ""]),
    }),
  "charts in charts": () =>
    numbered(80, (index) => {
      const folder = "charts/c/".repeat(Math.floor(index / 2));
      return index % 2 === 0
        ? [`${folder}Chart.yaml`, named(index === 0 ? "app" : "c")]
        : [`${folder}templates/a.yaml`, resource(`c${index}`)];
    }),
  "names for charts": () => ({
    "Chart.yaml": header + aliases(60, "c"),
    "charts/c/Chart.yaml": named("c") + aliases(60, "d"),
    "charts/c/charts/d/Chart.yaml": named("d") + aliases(60, "e"),
    "charts/c/charts/d/charts/e/Chart.yaml": named("e"),
    "templates/a.yaml": resource("a"),
  }),
  "imported values": () => ({
    "Chart.yaml": `${header}dependencies:\n  - name: sub\n    version: 1.0.0\n    import-values:\n${repeat(5000, (index) => `      - {child: x, parent: p${index}}\n`)}`,
    "charts/sub/Chart.yaml": inner,
    "charts/sub/values.yaml": `x:\n${repeat(2000, (index) => `  v${index}: ${index}\n`)}`,
    "templates/a.yaml": resource("a"),
  }),
  "a packed chart that is huge": () => withPacked([{ name: "sub/big", content: "0".repeat(bytesOfBomb) }]),
  "packed charts that are huge": () => {
    const bomb = packed([chartFile, { name: "sub/big", content: "0".repeat(bytesOfBomb) }]);
    return {
      "Chart.yaml": header + needsInner,
      ...Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`charts/s${index}.tgz`, bomb])),
    };
  },
  "packed charts in a packed chart that are huge": () => {
    const content = packed([chartFile, { name: "sub/big", content: "0".repeat(bytesOfBomb) }]);
    return withPacked(Array.from({ length: 30 }, (_, index) => ({ name: `sub/charts/s${index}.tgz`, content })));
  },
  "packed charts in packed charts": () => ({ "Chart.yaml": header + needsInner, "charts/sub.tgz": nested(40) }),
  "a packed chart of many files": () =>
    withPacked(Array.from({ length: 30_000 }, (_, index) => ({ name: `sub/templates/t${index}.yaml` }))),
  "a packed chart that leads out": () =>
    withPacked([
      { name: "sub/../../templates/x.yaml", content: resource("outside") },
      { name: "sub/templates/ok.yaml", content: resource("inside") },
    ]),
  "a packed chart of links": () =>
    withPacked([
      { name: "sub/values.yaml", type: "2", link: "/etc/passwd" },
      { name: "sub/templates/l.yaml", type: "1", link: "../../../other/a.yaml" },
      { name: "sub/templates/ok.yaml", content: resource("inside") },
    ]),
  "half a packed chart": () => ({ "Chart.yaml": header + needsInner, "charts/sub.tgz": nested(0).subarray(0, 60) }),
};

// A chart: typing in one of its templates and in its values, until the lenses and the findings are those of what it prints then.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Editor } from "./editor.ts";
import type { Samples } from "./samples.ts";
import type { Server } from "./sessions.ts";
import { resources } from "./workload.ts";

const values = "# Typed here: \nport: 80\nlabels:\n  part: platform\n";
const helpers = `{{- define "bench.labels" -}}
app.kubernetes.io/part-of: {{ .Values.labels.part }}
{{- end -}}
`;

/** What is typed in: the folder of manifests that the chart is compared with, and two files of the chart. */
export type ChartEdit = "folder" | "template" | "values";

/** Writes a chart with so many templates, four resources in each, and a folder with what it prints; returns both paths. */
export function writeChart(folder: string, templates: number): { readonly chart: string; readonly printed: string } {
  const [chart, printed] = [join(folder, `chart-${templates}`), join(folder, `printed-${templates}`)];
  mkdirSync(join(chart, "templates"), { recursive: true });
  mkdirSync(printed);
  writeFileSync(join(chart, "Chart.yaml"), "apiVersion: v2\nname: bench\nversion: 1.0.0\n");
  writeFileSync(join(chart, "values.yaml"), values);
  writeFileSync(join(chart, "templates", "_helpers.tpl"), helpers);
  const documents = resources(templates * 4).split(/^(?=---$)/m);
  for (let file = 0; file < templates; file++) {
    const text = documents.slice(file * 4, file * 4 + 4).join("");
    writeFileSync(join(printed, `manifests-${file}.yaml`), text);
    writeFileSync(join(chart, "templates", `manifests-${file}.yaml`), templateOf(text));
  }
  return { chart, printed };
}

function templateOf(text: string): string {
  return text
    .replaceAll(/app\.kubernetes\.io\/part-of: .*/g, '{{- include "bench.labels" $ | nindent 4 }}')
    .replaceAll("port: 80", "port: {{ .Values.port }}");
}

/** Types in one file, and waits for its lenses and findings after each letter. */
export async function chartSession(
  server: Server,
  { chart, printed }: { readonly chart: string; readonly printed: string },
  edits: number,
  samples: Samples,
): Promise<void> {
  const first = resources(4);
  const inName = { line: 4, character: "  name: ".length };
  for (const [what, folder, file, text, place] of [
    ["folder", printed, "manifests-0.yaml", first, inName],
    ["template", chart, "templates/manifests-0.yaml", templateOf(first), inName],
    ["values", chart, "values.yaml", values, { line: 0, character: 14 }],
  ] as const satisfies readonly (readonly [ChartEdit, ...unknown[]])[]) {
    const editor = new Editor(server.command);
    await editor.initialize({ diagnostics: "pull", folder });
    const textDocument = { uri: pathToFileURL(join(folder, file)).href };
    editor.open(textDocument.uri, text);
    const answered = async (): Promise<number> => {
      const methods = ["textDocument/diagnostic", "textDocument/codeLens"];
      const answers = await Promise.all(methods.map((method) => editor.request(method, { textDocument })));
      return Math.max(...answers.map(({ time }) => time));
    };
    await answered();
    for (let edit = 0; edit < edits; edit++) {
      const start = performance.now();
      editor.replace(textDocument.uri, place, place, "x");
      samples.add(what, (await answered()) - start);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    await editor.close();
  }
}

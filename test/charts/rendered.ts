import { basename } from "node:path";
import { parseAllDocuments } from "yaml";
import { chartFilesOf, isBadChart, loadChart } from "../../server/core/helm/chart/chart.ts";
import { renderChart, type RenderInput } from "../../server/core/helm/chart/render-chart.ts";

/** A resource as plain data. */
export type Resource = Readonly<Record<string, unknown>>;

/** What somebody made of a chart: its resources, or why there are none. */
export type Rendering =
  | { readonly resources: readonly Resource[] }
  | { readonly failure: string; readonly reason: "template" | "limit" | "unknown" };

/** What we make of the files of a chart, in the namespace `default`, as a release with the name of its folder. */
export function renderFiles(files: ReadonlyMap<string, string>, folder: string): Rendering {
  const chart = loadChart(chartFilesOf(files));
  if (isBadChart(chart)) return { failure: `${chart.file}: ${chart.problem}`, reason: "template" };
  const cluster: RenderInput["cluster"] = { apiVersions: [], known: "all" };
  const release = basename(folder);
  const { crds, failures, outputs } = renderChart({ chart, release, namespace: "default", values: [], cluster });
  const [failure] = failures;
  if (failure !== undefined)
    return { failure: `${failure.source?.name ?? ""}: ${failure.message}`, reason: failure.reason };
  const definitions = crds.flatMap(({ text }) => resourcesIn(text));
  return { resources: [...definitions, ...outputs.flatMap(({ text }) => renderOutput(text.text))] };
}

/** The resources in the output of a template, as Helm takes it apart. */
export function renderOutput(output: string): readonly Resource[] {
  return resourcesIn(output.replace(separator, "\n---\n")).filter(isApplied);
}

/** What Helm splits the output of a template at. Mirrors `sep` in pkg/releaseutil of Helm. */
const separator = /(?:^|\s*\n)---\s*/g;

const hookEvents: ReadonlySet<string> = new Set([
  ...["pre-install", "post-install", "pre-delete", "post-delete", "pre-upgrade", "post-upgrade"],
  ...["pre-rollback", "post-rollback", "test", "test-success"],
]);

/** Helm leaves out what has a hook that it does not know. Mirrors `sort` in pkg/releaseutil/manifest_sorter.go of Helm. */
function isApplied(resource: Resource): boolean {
  const hook = annotationsOf(resource)["helm.sh/hook"];
  if (typeof hook !== "string") return true;
  return hook.split(",").every((event) => hookEvents.has(event.trim().toLowerCase()));
}

/** The resources in a text of several documents. */
export function resourcesIn(text: string): readonly Resource[] {
  const documents = text.split(/^---.*$/m).filter((part) => part.replace(/^\s*#.*$/gm, "").trim() !== "");
  return documents.flatMap((part) => {
    const options = { schema: "yaml-1.1", uniqueKeys: false, logLevel: "silent", strict: false } as const;
    const found = parseAllDocuments(part, { ...options, prettyErrors: false });
    const values = "empty" in found ? [] : found.map((document): unknown => document.toJS({ maxAliasCount: -1 }));
    return values.filter((value): value is Resource => typeof value === "object" && value !== null);
  });
}

function annotationsOf({ metadata }: Resource): Readonly<Record<string, unknown>> {
  return recordIn(recordIn(metadata)["annotations"]);
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** What Argo CD looks at in a resource, as a text: version, kind, namespace, name, annotations. */
export function identityOf(resource: Resource): string {
  const { apiVersion, kind } = resource;
  const { namespace, name } = recordIn(resource["metadata"]);
  return printed([apiVersion, kind, namespace, name, annotationsOf(resource)]);
}

/** A value as a text that is the same for maps whose keys are in another order. */
export function printed(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

import { join, readOneFolder, sourceKeeper } from "../chart/chart-files.ts";
import { type ChartOptions, isReleaseName } from "../chart/chart-options.ts";
import { keptOf, renderOnce } from "../chart/kept-renderings.ts";
import type { RenderingInput } from "../chart/rendering.ts";
import { type Location, locationOf } from "../location.ts";
import type { SourceMember } from "../source-member.ts";
import { resolvePath } from "../source-tree.ts";
import type { ChartEntry } from "./chart-entries.ts";
import { kustomizedValues } from "./chart-values.ts";
import type { Kustomization } from "./kustomization.ts";
import { type Build, checkLater, complain } from "./run.ts";

/** What each chart costs of what a build may render, besides what its templates take. */
const stepsOfChart = 20_000;

/** What one chart prints; what is not known or refused is noted. */
export function renderEntry(entry: ChartEntry, kustomization: Kustomization, build: Build): readonly SourceMember[] {
  const location = locationOf(kustomization.document, entry.node);
  if (entry.name === undefined) {
    complain(build, location, "A chart of a kustomization must have a name.");
    return [];
  }
  const found = folderOfChart(entry, kustomization, build);
  if (found === "unread") return [];
  const refusal = found === "absent" ? undefined : releaseFault(entry);
  if (found === "absent" && entry.repository === "") {
    build.lacksResources = true;
    const message = `There is no chart "${entry.name.text}" in "${entry.home}", and without a "repo" kustomize does not look elsewhere.`;
    complain(build, entry.name.location, message);
    return [];
  }
  if (refusal !== undefined) {
    complain(build, entry.nameTemplate?.location ?? location, refusal);
    return [];
  }
  const reason = whyUnknown(found, entry, build);
  if (reason === undefined && typeof found === "object")
    return renderIn(found.folder, entry, location, kustomization, build);
  const version = entry.version === "" ? "" : ` ${entry.version}`;
  const what = `The resources of the chart "${entry.name.text}"${version} are not known`;
  build.unread.push({ text: entry.name.text, location, reason: `${what}: ${reason ?? "it cannot be read here"}.` });
  return [];
}

/** Where a chart is; `unread` where that is not known yet. */
type Found = { readonly folder: string } | "absent" | "outside" | "closed" | "unread";

/** Mirrors `absChartHome` and `chartExistsLocally` in HelmChartInflationGenerator.go. */
function folderOfChart(
  { home, name, version, repository }: ChartEntry,
  { folder: root }: Kustomization,
  { tree }: Build,
): Found {
  const own = name?.text ?? "";
  const around = resolvePath(root, version !== "" && repository !== "" ? `${home}/${own}-${version}` : home);
  const folder = around === undefined ? undefined : resolvePath(around, own);
  if (folder === undefined) return "outside";
  const listing = tree.list(folder);
  return listing === undefined ? "unread" : typeof listing === "string" ? listing : { folder };
}

function whyUnknown(found: Found, { nameTemplate }: ChartEntry, build: Build): string | undefined {
  if (found === "outside") return "it is outside of this workspace";
  if (found === "absent") return "it is not in this workspace";
  if (typeof found === "string") return "it cannot be read here";
  if (nameTemplate?.text.includes("{{") === true) return "a template makes the name of its release";
  return build.chartStepsLeft < 0 ? "too many charts are named here" : undefined;
}

/** What Helm calls a release that is given no name. Mirrors `NewTemplateCmd` in pkg/cmd/template.go of Helm. */
function releaseOf({ release, nameTemplate }: ChartEntry): string {
  return nameTemplate?.text ?? (release || "release-name");
}

/** Mirrors `NameAndChart` in pkg/action/install.go of Helm. */
function releaseFault(entry: ChartEntry): string | undefined {
  const { release, nameTemplate } = entry;
  if (nameTemplate !== undefined && release !== "")
    return 'A chart cannot have both a "releaseName" and a "nameTemplate".';
  const name = releaseOf(entry);
  if (isReleaseName(name) || nameTemplate?.text.includes("{{") === true) return undefined;
  return `"${name}" cannot be the name of a Helm release: use at most 53 small letters, digits, "-" and ".".`;
}

function renderIn(
  folder: string,
  entry: ChartEntry,
  location: Location,
  kustomization: Kustomization,
  build: Build,
): readonly SourceMember[] {
  const { document } = kustomization;
  const { tree } = build;
  const kept = keptOf(tree.file(join(folder, "Chart.yaml")));
  const keep = sourceKeeper(kept.sources);
  const own = readOneFolder(folder, tree, keep);
  const { values, files, areKnown } = kustomizedValues(entry, { kustomization, folder, build, keep });
  const missing = tree.missing();
  // Nothing is rendered before everything has been read.
  if (missing.folders.length + missing.files.length > 0) return [];
  const options = optionsOf(entry);
  const input: RenderingInput = {
    ...{ folder, own, options, values, unknowns: [], givenAt: location },
    valuesAre: areKnown ? "known" : "partly known",
  };
  const data = [JSON.stringify([options, entry.node, document.start]), areKnown, ...files.map(({ file }) => file)];
  const rendering = renderOnce(
    input,
    { name: JSON.stringify([document.path, entry.node.span.start]), data },
    kept,
    tree.chartRoom,
  );
  const { rendered, failures, unread, members } = rendering;
  build.chartStepsLeft -= stepsOfChart + (rendered?.steps ?? 0);
  for (const { name, file } of own.files) build.files.set(name, file);
  checkLater(build, () => [...own.failures, ...failures]);
  const isAllKnown = members.every(({ conditional, nameKnown }) => nameKnown && !conditional);
  if (failures.length > 0 || !isAllKnown) build.lacksResources = true;
  const lacking = own.unread.length === 0 ? rendered?.missing[0] : undefined;
  if (lacking !== undefined) {
    const message = `Helm renders nothing of this chart: "${lacking.name}" is not in its folder "charts", and kustomize fetches no dependencies.`;
    complain(build, location, message);
  }
  for (const one of [...own.unread, ...(lacking === undefined ? unread : [])]) build.unread.push(one);
  if (rendered !== undefined) {
    const ownValues = entry.inline === undefined ? "none" : "given";
    const valueFiles = files.map(({ name }) => name);
    build.charts.push({ ...{ folder, rendered, valueFiles, ownValues, unreadValues: [] }, nameOf: (name) => name });
  }
  return members;
}

/** Mirrors `AsHelmArgs` in api/types/helmchartargs.go. */
function optionsOf(entry: ChartEntry): ChartOptions {
  const { namespace, kubeVersion, apiVersions, includesCrds, skipsTests, skipsHooks } = entry;
  return {
    ...{ release: releaseOf(entry), namespace: namespace || "default", kubeVersion, apiVersions },
    ...{ valueFiles: [], ignoresMissingFiles: false, values: undefined, parameters: [], fileParameters: [] },
    ...{ skipsCrds: !includesCrds, skipsTests, skipsHooks, skipsSchema: false },
  };
}

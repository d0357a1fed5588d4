import { shapes } from "../../catalogue/object-fields.ts";
import { type Node, nodeAt } from "../../manifest/node.ts";
import { type ArgoCdVersion, isKnownIn, latestVersion } from "../../versions.ts";
import { expandVariables, type Variables } from "../build-environment.ts";
import { isTrueAt, itemsOf } from "../kustomize/kustomization.ts";

/** A file that an Application names for a chart. */
export interface OptionFile {
  readonly written: string;
  /**
   * With its variables filled in; `undefined` where only Argo CD knows them. It leads from the folder of the chart, or from the root of
   * the repository where it begins with `/`; it may be an address, too.
   */
  readonly path: string | undefined;
  /** What follows its first `/`, likewise: the path in another source, where that is named before it. */
  readonly rest: string | undefined;
  readonly node: Node;
}

/** How an Application has a chart rendered: its options `helm:`, with all that Argo CD takes where they say nothing. */
export interface ChartOptions {
  readonly release: string;
  readonly namespace: string;
  /** "" for that of the cluster. */
  readonly kubeVersion: string;
  /** API versions of the cluster that are given; without any, Argo CD gives those that it finds. */
  readonly apiVersions: readonly string[];
  /** In their order: later ones count for more. */
  readonly valueFiles: readonly OptionFile[];
  readonly ignoresMissingFiles: boolean;
  /** `valuesObject`, or else `values`, which count for more than the files. */
  readonly values: Node | undefined;
  readonly parameters: readonly ChartParameter[];
  readonly fileParameters: readonly (OptionFile & { readonly name: string })[];
  readonly skipsCrds: boolean;
  readonly skipsTests: boolean;
  /** Only kustomize can ask for that. */
  readonly skipsHooks?: boolean;
  readonly skipsSchema: boolean;
}

/** A value that is set by the path of its keys, as `--set` and `--set-string` of Helm do. */
export interface ChartParameter {
  readonly name: string;
  readonly written: string;
  /** With a backslash before each comma that separates nothing; `undefined` where only Argo CD knows it. */
  readonly value: string | undefined;
  readonly isString: boolean;
  readonly node: Node;
}

/** What is known of the cluster that charts are rendered for, where an Application does not name it. */
export interface ChartCluster {
  readonly kubeVersion: string | undefined;
  readonly apiVersions: readonly string[] | undefined;
}

/**
 * The options of a chart, as far as Argo CD of a version reads them; without a version, the newest release. A sentence for the user
 * where Argo CD could do nothing with them. Argo CD takes the versions of the cluster that it deploys to where an Application names
 * none. Mirrors `helmTemplate` in reposerver/repository/repository.go.
 */
export function readChartOptions(
  written: Node | undefined,
  application: Variables,
  version?: ArgoCdVersion,
  cluster?: ChartCluster,
): ChartOptions | string {
  const options = written && knownOptions(written, version);
  const release = textAt(options, "releaseName") || application.name;
  const namespace = textAt(options, "namespace") || application.namespace;
  const named = textAt(options, "kubeVersion") || (cluster?.kubeVersion ?? "");
  const kubeVersion = kubernetesVersionOf(named, version);
  const listed = textsAt(options, "apiVersions");
  const apiVersions = listed.length > 0 ? listed : (cluster?.apiVersions ?? []);
  const valueFiles = itemsOf(nodeAt(options, "valueFiles")).flatMap((node) =>
    node.type === "scalar" ? [fileAt(node.text, node, application)] : [],
  );
  const fileParameters = itemsOf(nodeAt(options, "fileParameters")).map((node) => ({
    name: textAt(node, "name"),
    ...fileAt(textAt(node, "path"), node, application),
  }));
  const parameters = itemsOf(nodeAt(options, "parameters")).map((node) => parameterAt(node, application));
  if (!isReleaseName(release)) {
    return `"${release}" cannot be the name of a Helm release: use at most 53 small letters, digits, "-" and ".".`;
  }
  if (namespace.length > 63 || !label.test(namespace)) return `"${namespace}" cannot be the name of a namespace.`;
  if (kubeVersion === undefined) return `"${named}" is not a version of Kubernetes.`;
  const wrong = apiVersions.find((it) => !isApiVersion(it));
  if (wrong !== undefined) return `"${wrong}" is not an API version of Kubernetes.`;
  // Helm would take what follows a comma for one more file, which may be an address.
  const several = fileParameters.find(({ name }) => /[,=\\{}]/.test(name));
  if (several !== undefined) return `"${several.name}" cannot be the name of a file parameter.`;
  if ([...valueFiles, ...fileParameters].some(({ path }) => path?.includes("\0") === true))
    return "The path of a value file has a character that no path can have.";
  if (parameters.some(({ name, value }) => `${name}${value ?? ""}`.includes("\0")))
    return "A parameter has a character that no program can be given.";
  return {
    ...{ release, namespace, kubeVersion, apiVersions, valueFiles, fileParameters, parameters },
    values: givenAt(options, "valuesObject") ?? givenAt(options, "values"),
    ignoresMissingFiles: isTrueAt(options, "ignoreMissingValueFiles"),
    skipsCrds: isTrueAt(options, "skipCrds"),
    skipsTests: isTrueAt(options, "skipTests"),
    skipsSchema: isTrueAt(options, "skipSchemaValidation"),
  };
}

/** Since 3.1 it is only its numbers; `undefined` where it is none. Mirrors `parseKubeVersion` in reposerver/repository/repository.go. */
function kubernetesVersionOf(written: string, version: ArgoCdVersion = latestVersion): string | undefined {
  if (written === "" || !isKnownIn("3.1", version)) return kubernetesVersion.test(written) ? written : undefined;
  return /^v?(\d+(?:\.\d+)+)/.exec(written)?.[1];
}

/** Without the fields that are newer than a version: the API server drops what it does not know. */
function knownOptions(options: Node, version: ArgoCdVersion = latestVersion): Node {
  if (options.type !== "map") return options;
  const entries = options.entries.filter(({ key }) => isKnownIn(shapes["helm"]?.[key.text]?.since, version));
  return entries.length === options.entries.length ? options : { ...options, entries };
}

/** Whether Helm takes a name for that of a release. */
export function isReleaseName(name: string): boolean {
  return name.length <= 53 && subdomain.test(name);
}

/** Whether a text can be an API version, perhaps with a kind behind it. */
function isApiVersion(text: string): boolean {
  return apiVersion.test(text);
}

// A release name is a template for Helm, and functions of templates can read the environment.
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const kubernetesVersion = /^(?:v?\d+(?:\.\d+)*(?:[-+][\w.+-]*)?)?$/;
const apiVersion = /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)?(?:\/\w+)?$/i;

function fileAt(written: string, node: Node, variables: Variables): OptionFile {
  const rest = written.includes("/") ? written.slice(written.indexOf("/") + 1) : "";
  return { written, path: expandVariables(written, variables), rest: expandVariables(rest, variables), node };
}

function parameterAt(node: Node, variables: Variables): ChartParameter {
  const written = textAt(node, "value");
  // What a template or a generator fills in would be a list for Helm.
  const value = written.includes("{{") ? undefined : expandVariables(written, variables);
  return {
    name: textAt(node, "name"),
    written,
    value: value === undefined ? undefined : escapeCommas(value),
    isString: isTrueAt(node, "forceString"),
    node,
  };
}

/** Mirrors `cleanSetParameters` in util/helm/cmd.go. */
function escapeCommas(value: string): string {
  return value.startsWith("{") && value.endsWith("}") ? value : value.replaceAll(/(?<!\\),/g, "\\,");
}

function givenAt(node: Node | undefined, key: string): Node | undefined {
  const found = nodeAt(node, key);
  return found?.type === "scalar" && found.scalarType === "null" ? undefined : found;
}

function textsAt(node: Node | undefined, key: string): readonly string[] {
  return itemsOf(nodeAt(node, key)).flatMap((item) => (item.type === "scalar" ? [item.text] : []));
}

function textAt(node: Node | undefined, key: string): string {
  const found = nodeAt(node, key);
  return found?.type === "scalar" && found.scalarType !== "null" ? found.text : "";
}

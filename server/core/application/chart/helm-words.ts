import type { Node } from "../../manifest/node.ts";
import { hasUnknown } from "../../manifest/template.ts";
import type { Variables } from "../build-environment.ts";
import { entriesOf } from "../kustomize/kustomization.ts";
import type { RenderWord } from "../render-command.ts";
import type { ArgoCdVersion } from "../../versions.ts";
import { type ChartCluster, type ChartOptions, readChartOptions } from "./chart-options.ts";

/** What follows `helm template .`, and what it reads from standard input. */
export interface HelmWords {
  readonly words: readonly RenderWord[];
  readonly input: string;
}

/** Who uses Helm, and for which cluster where the options do not say it. */
export interface HelmUse {
  /** The version of Argo CD whose options count; those of the newest release if there is none. */
  readonly version?: ArgoCdVersion | undefined;
  readonly cluster?: ChartCluster | undefined;
}

/**
 * What Helm is asked for, with the options `helm:` of a source; a sentence for the user where that cannot be done.
 * Mirrors `template` in util/helm/cmd.go, with each value in one word with its option.
 */
export function helmWords(
  options: Node | undefined,
  application: Variables,
  { version, cluster }: HelmUse = {},
): HelmWords | string {
  const read = readChartOptions(options, application, version, cluster);
  if (typeof read === "string") return read;
  const unknown = onlyArgoCd(read);
  if (unknown !== undefined) return `"${unknown}" has a variable that only Argo CD can fill in.`;
  const { release, namespace, kubeVersion, apiVersions, parameters, ignoresMissingFiles: isOptional, values } = read;
  const input = values === undefined ? "" : values.type === "scalar" ? textIn(values) : JSON.stringify(plain(values));
  if (hasUnknown(input)) return "A template prints the values of this Application, and not all of them are known here.";
  const words = [
    `--name-template=${release}`,
    `--namespace=${namespace}`,
    ...(kubeVersion === "" ? [] : [`--kube-version=${kubeVersion}`]),
    ...parameters.map(({ name, value, isString }) => `${isString ? "--set-string" : "--set"}=${name}=${value ?? ""}`),
    ...read.valueFiles.map(({ path = "" }) => ({ option: "--values=", path, isOptional })),
    ...read.fileParameters.map(({ name, path = "" }) => ({ option: `--set-file=${name}=`, path, isOptional: false })),
    // Values in the Application itself count for more than those in files.
    ...(input === "" ? [] : ["--values=-"]),
    ...apiVersions.map((it) => `--api-versions=${it}`),
    ...(read.skipsCrds ? [] : ["--include-crds"]),
    ...(read.skipsSchema ? ["--skip-schema-validation"] : []),
    ...(read.skipsTests ? ["--skip-tests"] : []),
  ];
  return { words, input };
}

/** What is written where only Argo CD can fill in a variable; `undefined` where that is nowhere. */
function onlyArgoCd({ valueFiles, fileParameters, parameters }: ChartOptions): string | undefined {
  const files = [...valueFiles, ...fileParameters].filter(({ path }) => path === undefined);
  return [...files, ...parameters.filter(({ value }) => value === undefined)][0]?.written;
}

/** The text of `values`; empty where that is not a text. */
function textIn({ scalarType, text }: Extract<Node, { readonly type: "scalar" }>): string {
  return scalarType === "string" || hasUnknown(text) ? text : "";
}

/** A node as plain data. */
function plain(node: Node): unknown {
  if (node.type === "list") return node.items.map(plain);
  if (node.type === "map") return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key.text, plain(value)]));
  if (node.scalarType === "null") return null;
  return node.scalarType === "number"
    ? Number(node.text)
    : node.scalarType === "boolean"
      ? node.text === "true"
      : node.text;
}

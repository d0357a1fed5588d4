import { type Node, nodeAt, stringAt } from "../manifest/node.ts";
import { expandVariables, type Variables } from "./build-environment.ts";
import { entriesOf, isTrueAt, itemsOf } from "./kustomize/kustomization.ts";
import type { RenderWord } from "./render-command.ts";

/** What follows `helm template .`, and what it reads from standard input. */
export interface HelmWords {
  readonly words: readonly RenderWord[];
  readonly input: string;
}

/**
 * What Helm is asked for, with the options `helm:` of a source; a sentence for the user where that cannot be done.
 * Mirrors `helmTemplate` in reposerver/repository/repository.go and `template` in util/helm/cmd.go, with each value in one word
 * with its option.
 */
export function helmWords(options: Node | undefined, application: Variables): HelmWords | string {
  const release = textAt(options, "releaseName") || application.name;
  const namespace = textAt(options, "namespace") || application.namespace;
  const kubeVersion = textAt(options, "kubeVersion");
  const apiVersions = textsAt(options, "apiVersions");
  const files = filesIn(options, application);
  const parameters = parametersIn(options, application);
  if (release.length > 53 || !subdomain.test(release)) {
    return `"${release}" cannot be the name of a Helm release: use at most 53 small letters, digits, "-" and ".".`;
  }
  if (namespace.length > 63 || !label.test(namespace)) return `"${namespace}" cannot be the name of a namespace.`;
  if (!version.test(kubeVersion)) return `"${kubeVersion}" is not a version of Kubernetes.`;
  const wrong = apiVersions.find((it) => !apiVersion.test(it));
  if (wrong !== undefined) return `"${wrong}" is not an API version of Kubernetes.`;
  if (typeof files === "string") return files;
  if (typeof parameters === "string") return parameters;
  const object = nodeAt(options, "valuesObject");
  const input = object === undefined ? (stringAt(options, "values") ?? "") : JSON.stringify(plain(object));
  const words = [
    `--name-template=${release}`,
    `--namespace=${namespace}`,
    ...(kubeVersion === "" ? [] : [`--kube-version=${kubeVersion}`]),
    ...parameters,
    ...files,
    // Values in the Application itself count for more than those in files.
    ...(input === "" ? [] : ["--values=-"]),
    ...apiVersions.map((it) => `--api-versions=${it}`),
    ...(isTrueAt(options, "skipCrds") ? [] : ["--include-crds"]),
    ...(isTrueAt(options, "skipSchemaValidation") ? ["--skip-schema-validation"] : []),
    ...(isTrueAt(options, "skipTests") ? ["--skip-tests"] : []),
  ];
  return { words, input };
}

// A release name is a template for Helm, and functions of templates can read the environment.
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const version = /^(?:v?\d+(?:\.\d+)*(?:[-+][\w.+-]*)?)?$/;
const apiVersion = /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)?(?:\/\w+)?$/i;

function filesIn(options: Node | undefined, variables: Variables): readonly RenderWord[] | string {
  const isOptional = isTrueAt(options, "ignoreMissingValueFiles");
  const values = textsAt(options, "valueFiles").map((path) => ({ option: "--values=", path, isOptional }));
  const parameters = itemsOf(nodeAt(options, "fileParameters")).map((item) => ({
    option: `--set-file=${textAt(item, "name")}=`,
    path: textAt(item, "path"),
    isOptional: false,
  }));
  // Helm would take what follows a comma for one more file, which may be an address.
  const several = parameters.find(({ option }) => /[,=\\{}]/.test(option.slice("--set-file=".length, -1)));
  if (several !== undefined) return `"${several.option.slice(11, -1)}" cannot be the name of a file parameter.`;
  const words: RenderWord[] = [];
  for (const file of [...values, ...parameters]) {
    const path = expandVariables(file.path, variables);
    if (path === undefined) return onlyArgoCd(file.path);
    if (path.includes("\0")) return "The path of a value file has a character that no path can have.";
    words.push({ ...file, path });
  }
  return words;
}

function parametersIn(options: Node | undefined, variables: Variables): readonly string[] | string {
  const words: string[] = [];
  for (const item of itemsOf(nodeAt(options, "parameters"))) {
    const text = textAt(item, "value");
    const value = expandVariables(text, variables);
    if (value === undefined) return onlyArgoCd(text);
    const option = isTrueAt(item, "forceString") ? "--set-string" : "--set";
    const word = `${option}=${textAt(item, "name")}=${escapeCommas(value)}`;
    if (word.includes("\0")) return "A parameter has a character that no program can be given.";
    words.push(word);
  }
  return words;
}

function onlyArgoCd(text: string): string {
  return `"${text}" has a variable that only Argo CD can fill in.`;
}

/** Mirrors `cleanSetParameters` in util/helm/cmd.go. */
function escapeCommas(value: string): string {
  return value.startsWith("{") && value.endsWith("}") ? value : value.replaceAll(/(?<!\\),/g, "\\,");
}

function textsAt(node: Node | undefined, key: string): readonly string[] {
  return itemsOf(nodeAt(node, key)).flatMap((item) => (item.type === "scalar" ? [item.text] : []));
}

function textAt(node: Node | undefined, key: string): string {
  const found = nodeAt(node, key);
  return found?.type === "scalar" && found.scalarType !== "null" ? found.text : "";
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

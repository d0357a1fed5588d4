import { entriesOf, itemsOf } from "./kustomize/kustomization.ts";
import { type Node, nodeAt, stringAt } from "../manifest/node.ts";
import type { DeclaredApplication } from "./argocd-application.ts";
import type { DeployedApplication } from "./deployed-application.ts";
import { optionsAt } from "./source-spec.ts";

/** What a tool has to be asked for to print the manifests of an application; the folder of the application is the current one. */
export interface RenderCommand {
  /** Programs with the words that follow them: the first one that is there will do. */
  readonly tools: readonly (readonly [program: string, ...words: string[]])[];
  /** What the tool reads from standard input. */
  readonly input: string;
}

/** How an application is rendered; a sentence for the user where that cannot be done. */
export function renderCommand(
  { source, name, namespace }: Pick<DeployedApplication, "source" | "name" | "namespace">,
  declared: DeclaredApplication | undefined,
): RenderCommand | string {
  const [spec, second] = declared?.sources ?? [];
  if (second !== undefined) return `"${name}" has several sources: only Argo CD can render them together.`;
  if (source.type === "kustomize") {
    if (spec !== undefined && optionsAt(spec, "kustomize") !== undefined) {
      return `"${name}" has options of its own for Kustomize, which only Argo CD can apply.`;
    }
    return {
      tools: [
        ["kustomize", "build", "."],
        ["kubectl", "kustomize", "."],
      ],
      input: "",
    };
  }
  if (source.type !== "helm") return `"${name}" is made of plain manifests: there is nothing to render.`;
  const options = spec === undefined ? undefined : optionsAt(spec, "helm")?.node;
  const { words, input } = helmOptions(options);
  const release = stringAt(options, "releaseName") ?? name;
  return {
    // After the dashes, a name that begins with dashes is no option: some options run programs.
    tools: [["helm", "template", "--namespace", namespace, "--include-crds", ...words, "--", release, "."]],
    input,
  };
}

/** Mirrors `helmTemplate` in reposerver/repository/repository.go: values that are written later win. */
function helmOptions(options: Node | undefined): { readonly words: readonly string[]; readonly input: string } {
  const files = itemsOf(nodeAt(options, "valueFiles")).flatMap((item) => (item.type === "scalar" ? [item.text] : []));
  const object = nodeAt(options, "valuesObject");
  const values = object === undefined ? (stringAt(options, "values") ?? "") : JSON.stringify(plain(object));
  const parameters = itemsOf(nodeAt(options, "parameters")).flatMap((item) => {
    const forced = nodeAt(item, "forceString");
    const flag = forced?.type === "scalar" && forced.text === "true" ? "--set-string" : "--set";
    return [flag, `${stringAt(item, "name") ?? ""}=${(stringAt(item, "value") ?? "").replaceAll(",", "\\,")}`];
  });
  return {
    words: [...files.flatMap((path) => ["--values", path]), ...(values === "" ? [] : ["--values", "-"]), ...parameters],
    input: values,
  };
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

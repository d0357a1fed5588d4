import type { DeclaredApplication } from "./argocd-application.ts";
import type { DeployedApplication } from "./deployed-application.ts";
import { helmWords } from "./chart/helm-words.ts";
import { optionsAt } from "./source-spec.ts";

/** A file that a tool reads besides those in its folder, as an Application names it: where it is has to be looked up first. */
export interface RenderFile {
  /** What the path follows, in one word with it: `--values=`. */
  readonly option: string;
  /** From the folder of the application, or from the root of the repository where it begins with a slash. */
  readonly path: string;
  /** It is left out where it does not exist. */
  readonly isOptional: boolean;
}

/** What a tool is given. No word that comes from a file begins with a dash, so none can be taken for an option. */
export type RenderWord = string | RenderFile;

/** What a tool has to be asked for to print the manifests of an application; the folder of the application is the current one. */
export interface RenderCommand {
  /** Programs with the words that follow them: the first one that is there will do. */
  readonly tools: readonly (readonly [program: string, ...words: readonly RenderWord[]])[];
  /** What the tool reads from standard input. */
  readonly input: string;
}

/** How an application is rendered; a sentence for the user where that cannot be done. */
export function renderCommand(
  application: Pick<DeployedApplication, "source" | "name" | "namespace" | "planOptions" | "cluster">,
  declared: DeclaredApplication | undefined,
): RenderCommand | string {
  const { source, name, namespace, planOptions, cluster } = application;
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
  const { path, repoURL, targetRevision } = spec ?? {};
  const variables = { name, namespace, path, repoURL, targetRevision };
  const words = helmWords(options, variables, { version: planOptions.version, cluster });
  return typeof words === "string" ? words : { tools: [["helm", "template", ".", ...words.words]], input: words.input };
}

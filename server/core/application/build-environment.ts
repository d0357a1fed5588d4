import type { Span } from "../text.ts";

/** What is known of an application of the variables that Argo CD fills in. */
export interface Variables {
  readonly name: string;
  /** The destination namespace. */
  readonly namespace: string;
  /** The folder of the source; `undefined` where no Application names it. */
  readonly path: string | undefined;
  /** The repository of the source, as it is written; `undefined` where that is not known. */
  readonly repoURL?: string | undefined;
  /** Its `targetRevision`, as it is written, "" where there is none; `undefined` where that is not known. */
  readonly targetRevision?: string | undefined;
}

/**
 * A text with the variables of the build environment filled in; `undefined` where it has one whose value only Argo CD knows, such
 * as the revision. Mirrors `Envsubst` in pkg/apis/application/v1alpha1/types.go and `newEnv` in reposerver/repository/repository.go.
 */
export function expandVariables(
  text: string,
  { name, namespace, path, repoURL, targetRevision }: Variables,
): string | undefined {
  const values: Readonly<Record<string, string | undefined>> = {
    $: "$",
    ARGOCD_APP_NAME: name,
    ARGOCD_APP_NAMESPACE: namespace,
    ARGOCD_APP_SOURCE_PATH: path,
    ARGOCD_APP_SOURCE_REPO_URL: repoURL,
    ARGOCD_APP_SOURCE_TARGET_REVISION: targetRevision,
  };
  const valueOf = (name: string): string | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);
  let expanded = "";
  let end = 0;
  for (const { name, span } of variablesIn(text)) {
    const value = valueOf(name);
    if (value === undefined && name.startsWith("ARGOCD_APP_")) return undefined;
    // Any other variable is empty there.
    expanded += text.slice(end, span.start) + (value ?? "");
    end = span.end;
  }
  return expanded + text.slice(end);
}

/** The variables in a text, in its order: `$NAME` and `${NAME}`. */
function variablesIn(text: string): readonly { readonly name: string; readonly span: Span }[] {
  const variables: { readonly name: string; readonly span: Span }[] = [];
  const lastClose = text.lastIndexOf("}");
  const opening = /\$(?:\{|([*#$@!?\-0-9]|[A-Za-z_]\w*))/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const { index: start } = match;
    const [, bare] = match;
    if (bare === undefined && start > lastClose) continue;
    if (bare === undefined) opening.lastIndex = text.indexOf("}", start) + 1;
    const end = opening.lastIndex;
    variables.push({ name: bare ?? text.slice(start + 2, end - 1), span: { start, end } });
  }
  return variables;
}

/** What is known of an application of the variables that Argo CD fills in. */
export interface Variables {
  readonly name: string;
  /** The destination namespace. */
  readonly namespace: string;
  /** The folder of the source; `undefined` where no Application names it. */
  readonly path: string | undefined;
}

/**
 * A text with the variables of the build environment filled in; `undefined` where it has one whose value only Argo CD knows, such
 * as the revision. Mirrors `Envsubst` in pkg/apis/application/v1alpha1/types.go and `newEnv` in reposerver/repository/repository.go.
 */
export function expandVariables(text: string, { name, namespace, path }: Variables): string | undefined {
  const values: Readonly<Record<string, string | undefined>> = {
    $: "$",
    ARGOCD_APP_NAME: name,
    ARGOCD_APP_NAMESPACE: namespace,
    ARGOCD_APP_SOURCE_PATH: path,
  };
  const valueOf = (name: string): string | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);
  const names = [...text.matchAll(variable)].map(([, braced, bare]) => braced ?? bare ?? "");
  if (names.some((it) => it.startsWith("ARGOCD_APP_") && valueOf(it) === undefined)) return undefined;
  // Any other variable is empty there.
  return text.replaceAll(variable, (_, braced?: string, bare?: string) => valueOf(braced ?? bare ?? "") ?? "");
}

const variable = /\$(?:\{([^}]*)\}|([*#$@!?\-0-9]|[A-Za-z_]\w*))/g;

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
  let isKnown = true;
  const expanded = text.replaceAll(variable, (_, braced: string | undefined, bare: string | undefined) => {
    const wanted = braced ?? bare ?? "";
    const value = Object.hasOwn(values, wanted) ? values[wanted] : undefined;
    if (value === undefined && onlyInArgoCd.test(wanted)) isKnown = false;
    // Any other variable is empty there.
    return value ?? "";
  });
  return isKnown ? expanded : undefined;
}

const variable = /\$(?:\{([^}]*)\}|([*#$@!?\-0-9]|[A-Za-z_]\w*))/g;

const onlyInArgoCd = /^ARGOCD_APP_/;

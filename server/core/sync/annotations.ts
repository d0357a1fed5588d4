/**
 * The annotations of one resource, by key.
 * A key that is present with the value `undefined` has a value that cannot be known before rendering: a Helm action, `${VAR}`.
 */
export type Annotations = ReadonlyMap<string, string | undefined>;

/** The annotations that decide when a resource is applied and deleted, by purpose. */
export const annotationKeys = {
  hook: "argocd.argoproj.io/hook",
  hookDeletePolicy: "argocd.argoproj.io/hook-delete-policy",
  syncWave: "argocd.argoproj.io/sync-wave",
  syncOptions: "argocd.argoproj.io/sync-options",
  helmHook: "helm.sh/hook",
  helmHookDeletePolicy: "helm.sh/hook-delete-policy",
  helmHookWeight: "helm.sh/hook-weight",
  helmResourcePolicy: "helm.sh/resource-policy",
} as const;

// Go's unicode.IsSpace: JavaScript's trim would leave U+0085 and take U+FEFF.
const goSpace = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * `text` without the white space at its ends. Mirrors `strings.TrimSpace`, which differs from JavaScript's `trim` in U+0085 and U+FEFF.
 */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && goSpace.test(text.charAt(start))) start++;
  while (start < end && goSpace.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/**
 * The items of a comma-separated value: trimmed, in their order, without empty ones and duplicates.
 * Only commas separate items. Mirrors `GetAnnotationCSVs` in gitops-engine/pkg/sync/resource/annotations.go.
 */
export function csvItems(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const items = new Set(value.split(",").map(trimSpace));
  items.delete("");
  return [...items];
}

/**
 * Whether one whole item of the annotation `key` is exactly `option`; an unknown value has no options.
 * Mirrors `HasAnnotationOption` in gitops-engine/pkg/sync/resource/annotations.go.
 */
export function hasOption(annotations: Annotations, key: string, option: string): boolean {
  return csvItems(annotations.get(key)).includes(option);
}

/**
 * The text after `option=` in the first item of the annotation `key` that starts with it; `undefined` if none does.
 * Mirrors `GetAnnotationOptionValue` in gitops-engine/pkg/sync/resource/annotations.go.
 */
export function optionValue(annotations: Annotations, key: string, option: string): string | undefined {
  const prefix = `${option}=`;
  return csvItems(annotations.get(key))
    .find((item) => item.startsWith(prefix))
    ?.slice(prefix.length);
}

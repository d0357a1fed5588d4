/** What to do instead of keys that people write believing that Argo CD reads them. No version does. */
export const inventions: readonly (readonly [advice: string, ...names: string[]])[] = [
  ["Order the resources with sync waves.", "after", "before", "dependencies", "depends", "depends-on", "requires"],
  ["Order the resources with sync waves.", "sync-order", "wait-for"],
  ['Use "spec.ignoreDifferences" of the Application.', "ignore-diff", "ignore-differences", "ignore-fields"],
  ['Use "spec.syncPolicy" of the Application.', "auto-sync", "automated", "retry", "self-heal", "sync-policy"],
  ['Use "spec.syncWindows" of the AppProject.', "sync-window", "sync-windows"],
  ['Use "metadata.finalizers".', "finalizer", "finalizers", "resources-finalizer"],
  ['Use "spec.project" of the Application.', "project"],
  [
    'To leave a resource out of syncs, write "argocd.argoproj.io/hook: Skip".',
    "exclude",
    "ignore",
    "skip",
    "skip-sync",
  ],
  [optionInstead("Prune=false"), "no-prune", "prune"],
  [optionInstead("Delete=false"), "delete", "keep"],
  [optionInstead("Force=true"), "force"],
  [optionInstead("Replace=true"), "replace"],
  [optionInstead("ServerSideApply=true"), "server-side-apply"],
  [optionInstead("Validate=false"), "validate"],
  ['Write "CreateNamespace=true" in "spec.syncPolicy.syncOptions" of the Application.', "create-namespace"],
];

const byLetters: ReadonlyMap<string, string> = new Map(
  inventions.flatMap(([advice, ...names]) => names.map((name) => [lettersOf(name), advice] as const)),
);

/** What to do instead of a key of which people believe that Argo CD reads it, and no version does; `undefined` for any other key. */
export function insteadOfInvented(key: string): string | undefined {
  const [domain = "", name] = key.split("/");
  return name !== undefined && domain.toLowerCase() === "argocd.argoproj.io"
    ? byLetters.get(lettersOf(name))
    : undefined;
}

function optionInstead(option: string): string {
  return `Write "${option}" in "argocd.argoproj.io/sync-options".`;
}

/** `selfHeal` and `self-heal` are the same invention. */
function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll("-", "");
}

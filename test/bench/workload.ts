/** A file of `count` manifests, about 1 kB each; every third has annotations that Argo CD reads. */
export function manifests(count: number): string {
  return Array.from({ length: count }, (_, index) => manifest(index)).join("---\n");
}

function manifest(index: number): string {
  const annotations = [
    `    argocd.argoproj.io/sync-wave: "${index % 7}"`,
    ...(index % 6 === 0 ? ["    argocd.argoproj.io/hook: PreSync,PostSync"] : []),
  ];
  const settings = Array.from(
    { length: 12 },
    (_, line) => `  setting-${line}: a value of some length for line ${line}`,
  );
  return [
    "apiVersion: v1",
    "kind: ConfigMap",
    "metadata:",
    `  name: settings-${index}`,
    `  namespace: team-${index % 5}`,
    ...(index % 3 === 0 ? ["  annotations:", ...annotations] : []),
    "data:",
    ...settings,
    "",
  ].join("\n");
}

/** A resource in YAML. Annotations have their full keys, and values as they are written. */
export function manifest(kind: string, name: string, annotations: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(annotations).map(([key, value]) => `    ${key}: ${value}\n`);
  const block = lines.length === 0 ? "" : `  annotations:\n${lines.join("")}`;
  return `apiVersion: ${kind === "Job" ? "batch/v1" : "v1"}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${block}`;
}

/** The annotation of a wave. */
export function wave(value: string): Readonly<Record<string, string>> {
  return { "argocd.argoproj.io/sync-wave": JSON.stringify(value) };
}

/** The annotation of a hook. */
export function hook(value: string): Readonly<Record<string, string>> {
  return { "argocd.argoproj.io/hook": value };
}

/** The keys that every Kubernetes object has, as JSON writes them. */
const keys = ['"apiVersion"', '"kind"'] as const;

/** Whether a text of one of our languages may be a manifest. YAML always may; most JSON is something else, such as a package.json. */
export function looksLikeManifest(languageId: string, text: () => string): boolean {
  if (languageId === "yaml" || languageId === "helm") return true;
  if (languageId !== "json" && languageId !== "jsonc") return false;
  const written = text();
  return keys.every((key) => written.includes(key));
}

/** Whether a line has one of the keys: only such an edit can make a manifest of JSON, so that no other one has the whole text read. */
export function mayCompleteManifest(line: string): boolean {
  return keys.some((key) => line.includes(key));
}

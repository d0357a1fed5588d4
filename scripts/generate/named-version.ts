/** Files that name the version of our packages: what people copy takes the version that it comes with. */
export const filesWithVersion = [
  ".github/workflows/test.yml",
  ".pre-commit-hooks.yaml",
  "templates/lint.yml",
  "README.md",
  "docs/ci.md",
  "docs/command-line.md",
  "docs/editors.md",
] as const;

/** A text in which our packages, the image, the tag and the archives have this version. */
export function withVersion(text: string, version: string): string {
  const named = /(argocd-annotations[@:-]v?|\brev: v|argocd-annotations\/v)\d+\.\d+\.\d+/g;
  return text.replace(named, `$1${version}`);
}

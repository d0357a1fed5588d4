/** The schemes of files that people edit; not, for example, files of the Git history. */
export const schemes = ["file", "untitled", "vscode-vfs"] as const;

/** The scheme of what templates print. */
export const renderedScheme = "argocd-annotations-rendered";

/** The languages in which manifests are written: as they are named by VS Code and by the extensions for Helm. */
export const languages = ["yaml", "helm", "json", "jsonc"] as const;

/** The schemes of files that people edit; not, for example, files of the Git history. */
export const schemes = ["file", "untitled", "vscode-vfs"] as const;

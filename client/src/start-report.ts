import { env, type Extension, type LogOutputChannel, UIKind, version, workspace } from "vscode";
import { visible } from "../../server/protocol/index.ts";

/** Says in the log what a report of a bug needs: versions, what is open, and the settings that people have changed. Nothing of any file. */
export function reportStart(extension: Extension<unknown>, output: LogOutputChannel): void {
  const own = extension.packageJSON as Manifest;
  const kind = env.uiKind === UIKind.Web ? "in a browser" : "on the desktop";
  const remote = env.remoteName === undefined ? "" : `, remote: ${env.remoteName}`;
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString(true));
  const lines = [
    `${own.displayName} ${own.version}, VS Code ${version} ${kind} (${process.platform} ${process.arch}${remote})`,
    `Folders: ${folders.length === 0 ? "none" : folders.join(", ")}`,
    `Workspace trust: ${workspace.isTrusted ? "trusted" : "restricted mode, so nothing is rendered"}`,
    ...settingsLines(own.contributes.configuration.flatMap(({ properties }) => Object.keys(properties))),
  ];
  for (const line of lines) output.info(visible(line, longest));
}

/** In UTF-16 units; the settings of a user may be long. */
const longest = 4000;

interface Manifest {
  readonly displayName: string;
  readonly version: string;
  /** The settings, in groups. */
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

/** One line for each value that is not the default: who has set it, and to what. */
function settingsLines(names: readonly string[]): readonly string[] {
  const folders = workspace.workspaceFolders ?? [];
  const lines = names.flatMap((name) => {
    const { globalValue, workspaceValue } = workspace.getConfiguration().inspect(name) ?? {};
    const inFolders = folders.map((folder) => {
      const value = workspace.getConfiguration(undefined, folder).inspect(name)?.workspaceFolderValue;
      // Of a single folder, the settings are also those of the workspace.
      return [`folder ${folder.name}`, folders.length > 1 ? value : undefined] as const;
    });
    const all = [["user", globalValue] as const, ["workspace", workspaceValue] as const, ...inFolders];
    const set = all.filter(([, value]) => value !== undefined);
    return set.map(([who, value]) => `Setting of the ${who}: ${name} = ${JSON.stringify(value)}`);
  });
  return lines.length === 0 ? ["Settings: all have their defaults"] : lines;
}

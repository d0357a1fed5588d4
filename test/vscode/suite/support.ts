import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { ExtensionExports } from "../../../client/src/extension.ts";

/** How long a helper waits for VS Code, in milliseconds. */
const limit = 60_000;

/** The extension as VS Code loaded it; throws when it did not. */
export function extension(): vscode.Extension<unknown> {
  // The bundles of the suite lie in a folder of the project, two levels down.
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const id = `${manifest["publisher"] ?? ""}.${manifest["name"] ?? ""}`;
  const found = vscode.extensions.getExtension(id);
  if (found === undefined) throw new Error(`VS Code did not load the extension "${id}".`);
  return found;
}

/** The language servers of our extension that run, by their process numbers. */
export function serverProcesses(): number[] {
  const windows = process.platform === "win32";
  const list = windows
    ? execFileSync("powershell", [
        "-Command",
        'Get-CimInstance Win32_Process | % { "$($_.ProcessId) $($_.CommandLine)" }',
      ])
    : execFileSync("ps", ["-A", "-o", "pid=,args="]);
  const server = vscode.Uri.joinPath(extension().extensionUri, "dist", "server.cjs").fsPath;
  const lines = list.toString().split("\n");
  return lines.filter((line) => line.includes(server)).map((line) => Number.parseInt(line, 10));
}

/** What the extension gives to its tests; starts it where that has not happened. */
export async function extensionExports(): Promise<ExtensionExports> {
  return (await extension().activate()) as ExtensionExports;
}

/** Takes the first answer of a question that is asked, or will be, until that has had its effect. */
export async function acceptUntil(isDone: () => boolean): Promise<void> {
  // What is not asked yet cannot be answered, and nothing says when it is.
  while (!isDone()) await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
}

/** Runs a command as VS Code does when what bears it is clicked. */
export async function runCommand({ command, arguments: given = [] }: vscode.Command): Promise<void> {
  await vscode.commands.executeCommand(command, ...(given as unknown[]));
}

/** Resolves as soon as `find` finds something; it is asked again whenever `events` fire. Rejects after a minute. */
export async function eventually<Found>(
  expected: string,
  events: readonly vscode.Event<unknown>[],
  find: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const found = await find();
      if (found === undefined) return;
      stop();
      resolve(found);
    };
    const subscriptions = events.map((event) => event(() => void look()));
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Within a minute this did not come: ${expected}.`));
    }, limit);
    const stop = (): void => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    };
    void look();
  });
}

/** The address of a file in the workspace; the path is relative to its folder. */
export function uriOf(relativePath: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("VS Code has no folder open.");
  return vscode.Uri.file(join(folder.uri.fsPath, relativePath)).with({
    scheme: folder.uri.scheme,
    authority: folder.uri.authority,
  });
}

/** Opens a file of the workspace in an editor. */
export async function openFile(relativePath: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(relativePath));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The place right after the first occurrence of a text in a document; throws when the document does not hold it. */
export function positionAfter(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`"${document.uri.path}" does not hold "${text}".`);
  return document.positionAt(offset + text.length);
}

/**
 * Writes a file into the workspace and opens it in an editor; each test should name a file of its own. What stops an application
 * belongs in a folder of its own, as it stops that of the other tests too.
 */
export async function openText(relativePath: string, text: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(uriOf(relativePath), new TextEncoder().encode(text));
  return openFile(relativePath);
}

/**
 * Resolves with the diagnostics of a file as soon as `predicate` holds for them.
 * Rejects after a minute with those that were seen last.
 */
export async function diagnosticsOf(
  uri: vscode.Uri,
  predicate: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const diagnostics = vscode.languages.getDiagnostics(uri);
      if (!predicate(diagnostics)) return;
      stop();
      resolve(diagnostics);
    };
    const subscription = vscode.languages.onDidChangeDiagnostics((event) => {
      if (event.uris.some((changed) => changed.toString() === uri.toString())) look();
    });
    const timer = setTimeout(() => {
      stop();
      const seen = vscode.languages.getDiagnostics(uri).map(({ code, message }) => `${codeText(code)}: ${message}`);
      const last = seen.length === 0 ? "none" : seen.join(" | ");
      reject(new Error(`The expected diagnostics of "${uri.path}" did not come. Seen last: ${last}`));
    }, limit);
    const stop = (): void => {
      clearTimeout(timer);
      subscription.dispose();
    };
    look();
  });
}

/** The code of a diagnostic as text, whether or not it carries a link. */
export function codeText(code: vscode.Diagnostic["code"]): string {
  return String(typeof code === "object" ? code.value : code);
}

/** The resolved code lenses of a file, in the order in which VS Code gives them. */
export async function codeLensesOf(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
  return request<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 1000);
}

/** The completion items offered at a position (line and character from 0). */
export async function completionsAt(
  uri: vscode.Uri,
  position: vscode.Position,
): Promise<readonly vscode.CompletionItem[]> {
  const list = await request<vscode.CompletionList>("vscode.executeCompletionItemProvider", uri, position);
  return list.items;
}

/** The whole Markdown text of all hovers at a position (line and character from 0); empty where there is none. */
export async function hoverAt(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await request<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : "")).join("\n");
}

/**
 * The code actions offered for a range (lines and characters from 0), at least one, their edits resolved. VS Code drops all of them
 * when another extension begins to offer its own meanwhile, as some do while VS Code starts: then it is asked again.
 */
export async function codeActionsAt(
  uri: vscode.Uri,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  for (;;) {
    const actions = await request<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      range,
      kind?.value,
      100,
    );
    if (actions.length > 0) return actions;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Runs an action while settings of the workspace, by their full names, have other values. */
export async function withSettings(
  settings: Readonly<Record<string, unknown>>,
  action: () => Promise<void>,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const before = Object.keys(settings).map((name) => [name, configuration.inspect(name)?.workspaceValue] as const);
  const write = async (values: Iterable<readonly [string, unknown]>): Promise<void> => {
    for (const [name, value] of values) await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
  };
  try {
    await write(Object.entries(settings));
    await action();
  } finally {
    await write(before);
  }
}

/** Starts the extension first: a request that comes before its providers are registered is answered by nobody. */
async function request<Answer>(command: string, ...commandArguments: readonly unknown[]): Promise<Answer> {
  await extension().activate();
  return vscode.commands.executeCommand<Answer>(command, ...commandArguments);
}

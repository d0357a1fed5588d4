import { readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  CodeLensRefreshRequest,
  type Diagnostic,
  WorkspaceDiagnosticRequest,
  type WorkspaceDiagnosticReport,
} from "vscode-languageserver/node";
import { readArguments } from "../../server/cli/arguments.ts";
import type { Finding } from "../../server/cli/lint/finding.ts";
import { checkInputs } from "../../server/cli/lint/check-inputs.ts";
import { openProgress } from "../../server/cli/progress.ts";
import { nodeFiles } from "../../server/workspace/files.ts";
import { type Editor, startEditor } from "./editor.ts";

/** Everything about the findings of files that a user sees, one line a finding, by the paths of the files from a root. */
export type Answers = ReadonlyMap<string, readonly string[]>;

/** What the command line answers in a folder, about paths from there. */
export async function lintIn(cwd: string, root: string, paths: readonly string[]): Promise<Answers> {
  const command = readArguments(["lint", "--", ...paths]);
  if (command.name !== "lint") throw new Error(JSON.stringify(command));
  return inFolder(cwd, async () => {
    const { results } = await checkInputs(command, openProgress());
    return new Map(
      results.map(({ path, findings, complaint = [] }) => [
        pathFrom(root, resolve(path)),
        findings.map(shown).concat(complaint),
      ]),
    );
  });
}

/** Runs a function as the command line does in a folder. */
export async function inFolder<Result>(cwd: string, run: () => Promise<Result>): Promise<Result> {
  const before = process.cwd();
  process.chdir(cwd);
  try {
    return await run();
  } finally {
    process.chdir(before);
  }
}

/** An editor that has opened a folder, on the files of this machine, once its server has searched them. */
export async function editorAt(folder: string): Promise<Editor> {
  const editor = await startEditor({
    files: nodeFiles,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "folder" }],
    settings: () => ({ validate: "workspace" }),
  });
  await editor.next(CodeLensRefreshRequest.method);
  return editor;
}

/** What an editor shows about all files that are not open, without fixes, which it asks for later. */
export async function answersOfWorkspace(editor: Editor, root: string): Promise<Answers> {
  const { method } = WorkspaceDiagnosticRequest.type;
  const { items } = await editor.connection.sendRequest<WorkspaceDiagnosticReport>(method, { previousResultIds: [] });
  return new Map(
    items.map((report) => [
      pathFrom(root, fileURLToPath(report.uri)),
      report.kind === "full" ? report.items.map((it) => shown(toFinding(it, []))) : [],
    ]),
  );
}

/** What an editor shows about a file once it is open; what depends on other files may follow later, so it is waited for. */
export async function answerWhenOpen(
  editor: Editor,
  path: string,
  expected: readonly string[],
): Promise<readonly string[]> {
  const uri = pathToFileURL(path).href;
  // Editors show files without their byte order mark.
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  editor.open(uri, text);
  for (let tries = 0; ; tries++) {
    const answer = await answerNow(editor, uri, text.split("\n").length);
    if (tries === 200 || answer.join("\n") === expected.join("\n")) return answer;
    await setTimeout(50);
  }
}

async function answerNow(editor: Editor, uri: string, lineCount: number): Promise<readonly string[]> {
  // Only with the plan it is certain that the other files have been read.
  await editor.plan(uri);
  const diagnostics = await editor.pull(uri);
  if (diagnostics.length === 0) return [];
  const everywhere = { start: { line: 0, character: 0 }, end: { line: lineCount, character: 0 } };
  const actions = await editor.actions(uri, everywhere, ["quickfix"]);
  return diagnostics.map((diagnostic) => {
    const own = actions.filter(({ diagnostics: [of] = [] }) => of !== undefined && isSame(of, diagnostic));
    // The command line does not offer to write comments that suppress findings.
    const fixes = own.map(({ title }) => title).filter((title) => !title.startsWith('Ignore "'));
    return shown(toFinding(diagnostic, fixes));
  });
}

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return shown(toFinding(one, [])) === shown(toFinding(other, []));
}

function toFinding({ range, severity = 1, code, message }: Diagnostic, fixes: readonly string[]): Shown {
  return {
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    rule: String(code),
    severity: severities[severity],
    message: typeof message === "string" ? message : message.value,
    fixes,
  };
}

const severities = { 1: "error", 2: "warning", 3: "information", 4: "hint" } as const;

type Shown = Omit<Finding, "file" | "related">;

function shown({ line, column, endLine, endColumn, severity, rule, message, fixes }: Shown): string {
  return `${line}:${column}-${endLine}:${endColumn} ${severity} ${rule}: ${message}${fixes.map((it) => ` [${it}]`).join("")}`;
}

/** A line without the titles of the fixes. */
export function withoutFixes(line: string): string {
  return line.replace(/(?: \[[^[]*\])*$/, "");
}

function pathFrom(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

/** The path of a file, named from a root. */
export function pathOf(root: string, name: string): string {
  return join(root, ...name.split("/"));
}

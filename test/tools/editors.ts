// Real editors, as far as they are installed, use the built language server with the settings that docs/editors.md shows:
// they show a finding, a hover and completions, apply a fix, and show a lens and the plan behind it.
// VIM_LSP names a clone of https://github.com/prabirshrestha/vim-lsp, which no system has as a package.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { hook, manifest } from "../support/manifests.ts";

const root = join(import.meta.dirname, "..", "..");
const drivers = join(import.meta.dirname, "editors");

interface EditorUnderTest {
  readonly name: string;
  /** Says by its exit code whether the editor is here. */
  readonly present: readonly string[];
  readonly start: (snippet: string) => readonly string[];
  /** The blocks of the page that it reads: their language, and a word that each of them has. */
  readonly blocks: readonly (readonly [string, string])[];
  /** A setting in a block, and what takes its place to make the finding a hint. */
  readonly setting: readonly [string, string];
}

const editors: readonly EditorUnderTest[] = [
  {
    name: "Neovim",
    present: ["nvim", "--version"],
    start: (snippet) => [
      "nvim",
      "--headless",
      "--clean",
      "-u",
      snippet,
      "-c",
      `luafile ${join(drivers, "neovim.lua")}`,
    ],
    blocks: [
      ["lua", "start_client"],
      ["lua", "codelens.refresh"],
    ],
    setting: ['codeLens = "auto"', 'severity = { ["hook-never-applied"] = "hint" }'],
  },
  {
    name: "Vim with vim-lsp",
    present: ["vim", "-es", "-c", "if !has('job') || empty($VIM_LSP) | cquit | endif | qall!"],
    start: () => ["vim", "-N", "-u", join(drivers, "vim.vim"), "-i", "NONE", "-n", "-T", "dumb", "--not-a-term"],
    blocks: [["vim", "lsp_setup"]],
    setting: ["'codeLens': 'auto'", "'severity': {'hook-never-applied': 'hint'}"],
  },
  {
    name: "Emacs with eglot",
    present: ["emacs", "--batch", "-f", "package-initialize", "-l", "eglot", "-l", "yaml-mode"],
    start: () => ["emacs", "--batch", "-l", join(drivers, "eglot.el")],
    blocks: [["elisp", "require 'eglot"]],
    setting: [':codeLens "auto"', ':severity (:hook-never-applied "hint")'],
  },
  {
    name: "Emacs with lsp-mode",
    present: ["emacs", "--batch", "-f", "package-initialize", "-l", "lsp-mode", "-l", "yaml-mode"],
    start: () => ["emacs", "--batch", "-l", join(drivers, "lsp-mode.el")],
    blocks: [["elisp", "require 'lsp-mode"]],
    setting: ['"argocdAnnotations.codeLens" "auto"', '"argocdAnnotations.severity.hook-never-applied" "hint"'],
  },
];

const page = readFileSync(join(root, "docs", "editors.md"), "utf8");

for (const editor of editors) {
  const [program = "", ...args] = editor.present;
  if (spawnSync(program, args, { stdio: "ignore" }).status === 0) tryEditor(editor);
  else console.log(`${editor.name} is not here, so it is not tried.`);
}

function tryEditor({ name, start, blocks, setting: [written, replaced] }: EditorUnderTest): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "editor-")));
  try {
    const project = join(folder, "project");
    for (const made of [join(project, ".git"), join(folder, "bin")]) mkdirSync(made, { recursive: true });
    writeFileSync(join(project, "job.yaml"), manifest("Job", "migrate", hook("Presync")));
    const command = join(folder, "bin", "argocd-annotations");
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${join(root, "dist", "cli.cjs")}" "$@"\n`);
    chmodSync(command, 0o755);
    const text = blocks.map(([language, word]) => block(language, word)).join("\n");
    assert.ok(text.includes(written), `${name}: ${written}`);
    const snippet = join(folder, `settings.${blocks[0]?.[0] === "lua" ? "lua" : "vim"}`);
    writeFileSync(snippet, text.replace(written, replaced));
    const result = join(folder, "result");
    const [program = "", ...args] = start(snippet);
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: project,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: [join(folder, "bin"), process.env["PATH"]].join(delimiter),
        HOME: folder,
        RESULT: result,
        SNIPPET: snippet,
        TMPDIR: folder,
      },
    });
    const said = existsSync(result) ? readFileSync(result, "utf8") : "";
    assert.equal(status, 0, `${name}: ${said}${stdout}${stderr}`);
    judge(said);
    console.log(`${name} shows findings, hovers, completions, fixes and plans, and runs the commands.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function judge(said: string): void {
  const lines = said
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ (.*)/s));
  const { finding, severity, hover, completion, fixed, lens, plan, ...commands } = Object.fromEntries(
    lines.map(([name = "", value = ""]) => [name, JSON.parse(value) as unknown]),
  );
  const { "what-if": whatIf, explained, moved, shifted, text } = commands;
  assert.match(String(finding), /"Presync" is not a hook type/);
  assert.match(String(hover), /hook/);
  assert.ok((completion as readonly string[]).includes("PreSync"), String(completion));
  assert.equal(fixed, "    argocd.argoproj.io/hook: PreSync");
  assert.match(String(plan), /Sync plan of project[^]*migrate/);
  assert.match(String(whatIf), /What if Job migrate fails\?/);
  assert.match(String(explained), /Application/);
  assert.match(String(moved), /changed 1 file/);
  assert.match(String(shifted), /changed 1 file/);
  assert.match(String(text), /sync-wave: "7"/);
  assert.equal(severity, 4);
  // Eglot shows no lenses.
  if (lens !== undefined) assert.match(JSON.stringify(lens), /PreSync/);
}

function block(language: string, word: string): string {
  const found = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].find(
    ([, of, text = ""]) => of === language && text.includes(word),
  );
  return found?.[2] ?? assert.fail(`docs/editors.md has no block of ${language} with "${word}".`);
}

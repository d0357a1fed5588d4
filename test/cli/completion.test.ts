// The completion scripts, in the shells that are on this machine.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCli, withFolder } from "./run-cli.ts";

/** What is typed, the last word half, and what is offered for it. */
const typed: readonly (readonly [words: readonly string[], offered: string])[] = [
  [["l"], "lint lsp"],
  [["lint", "--fi"], "--fix"],
  [["lint", "--format", "s"], "sarif"],
  [["plan", "--format", "m"], "markdown mermaid"],
  [["plan", "--fail"], ""],
  [["lint", "--rule", "hook-never-applied=w"], "hook-never-applied=warning"],
  [["completion", "b"], "bash"],
  [["explain", "hook-never"], "hook-never-applied"],
];

/** A program for each shell that loads the script `script` and prints on each line what is offered for one of the texts. */
const programs = {
  bash: (words: readonly string[]): string =>
    `source ./script; COMP_WORDS=(argocd-annotations ${words.join(" ")}); COMP_CWORD=${words.length}; ` +
    '_argocd_annotations; echo "${COMPREPLY[*]}"',
  zsh: (words: readonly string[]): string =>
    'compdef() { : }; _files() { : }; compadd() { shift; for w in "$@"; do [[ "$w" == "$typed"* ]] && print -n -- "$w "; done }; ' +
    `source ./script; words=(argocd-annotations ${words.join(" ")}); CURRENT=${words.length + 1}; typed="\${words[CURRENT]}"; ` +
    "_argocd_annotations; print",
  fish: (words: readonly string[]): string =>
    `source ./script; complete -C "argocd-annotations ${words.join(" ")}"; true`,
} as const;

const options = { bash: ["--norc", "-c"], zsh: ["-f", "-c"], fish: ["--no-config", "-c"] } as const;

function isHere(shell: string): boolean {
  try {
    execFileSync(shell, ["-c", "exit"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("completion", () => {
  for (const shell of ["bash", "zsh", "fish"] as const) {
    it(`completes commands, options and values in ${shell}`, async () => {
      const { status, stdout, stderr } = await runCli(["completion", shell]);
      assert.deepEqual([status, stderr], [0, ""]);
      for (const word of ["add-suppressions", "what-if", "manifests", "never"]) assert.ok(stdout.includes(word), word);
      if (!isHere(shell)) return;
      await withFolder({}, (cwd) => {
        writeFileSync(join(cwd, "script"), stdout);
        for (const [words, offered] of typed) {
          const args = [...options[shell], programs[shell](words)];
          const printed = execFileSync(shell, args, { cwd, env: { PATH: process.env["PATH"], HOME: cwd } }).toString();
          assert.equal(printed.trim().replaceAll("\n", " "), offered, words.join(" "));
        }
        return Promise.resolve();
      });
    });
  }

  it("offers every option that the help of a command names", async () => {
    const { stdout } = await runCli(["completion", "bash"]);
    for (const command of ["lint", "plan", "explain", "lsp"]) {
      const line = new RegExp(`^ +${command}\\) .*-W "(--[^"]*)"`, "m").exec(stdout)?.[1]?.split(" ") ?? [];
      const help = (await runCli([command, "--help"])).stdout;
      const named = [...help.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(([, option]) => option);
      assert.deepEqual([...new Set(named)].sort(), line.toSorted(), command);
    }
  });

  it("says which shells there are", async () => {
    for (const args of [[], ["tcsh"], ["bash", "zsh"], ["--format", "json", "bash"]]) {
      const { status, stderr } = await runCli(["completion", ...args]);
      assert.equal(status, 2);
      assert.match(stderr, /needs bash, zsh or fish|has no option "--format"/);
    }
    assert.match((await runCli(["completion", "--help"])).stdout, /source <\(argocd-annotations completion bash\)/);
  });
});

// The commands that the README shows do what they are shown for, as they are written there, on the examples.
import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { git, hasGit } from "../support/git-files.ts";
import { runCli, withFolder } from "./run-cli.ts";

const root = join(import.meta.dirname, "..", "..");

describe("the command line in the README", () => {
  const commands = shellCommands(readFileSync(join(root, "README.md"), "utf8"));

  it("is shown by commands of all kinds", () => {
    assert.deepEqual([...new Set(commands.map((command) => command.split(" ")[1]))], ["lint", "plan", "explain"]);
  });

  for (const command of commands) {
    it(command, async () => {
      if (command.includes("--against") && !hasGit()) return;
      await withFolder({}, async (cwd) => {
        cpSync(join(root, "examples"), join(cwd, "examples"), { recursive: true });
        if (hasGit()) commitAll(cwd);
        const [program, ...args] = wordsOf(command);
        assert.equal(program, "argocd-annotations");
        const { status, stdout, stderr } = await runCli(args, { cwd });
        assert.equal(stderr, "");
        assert.notEqual(stdout, "");
        // The mistakes are there to be found.
        assert.equal(status, command.endsWith("examples/mistakes") ? 1 : 0, stdout);
      });
    });
  }
});

/** The lines of the blocks of shell commands. */
function shellCommands(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) => block.trimEnd().split("\n"));
}

/** The words of a command, as a shell splits it: what is in single quotes stays together. */
function wordsOf(command: string): readonly string[] {
  return (command.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));
}

function commitAll(folder: string): void {
  git(folder, "init", "--quiet");
  git(folder, "add", ".");
  git(folder, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Examples");
}

// The commands that the README and the pages below `docs` show do what they are shown for, as they are written there, on the examples.
import assert from "node:assert/strict";
import { cpSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { git, hasGit } from "../support/git-files.ts";
import { runCli, withFolder } from "./run-cli.ts";

const root = join(import.meta.dirname, "..", "..");

const pages = ["README.md", ...globSync("docs/*.md", { cwd: root }).sort()];

for (const page of pages) {
  describe(`the command line in ${page}`, () => {
    for (const { command, output } of shownCommands(readFileSync(join(root, page), "utf8"))) {
      it(command, async () => {
        // The retries of a sync and the comparison of two commits come from the repository around the examples.
        if (!hasGit() && (output !== undefined || command.includes("--against"))) return;
        await withFolder({}, async (cwd) => {
          cpSync(join(root, "examples"), join(cwd, "examples"), { recursive: true });
          if (hasGit()) commitAll(cwd);
          const [program, ...args] = wordsOf(command);
          assert.equal(program, "argocd-annotations");
          const { status, stdout, stderr } = await runCli(args, { cwd });
          assert.equal(stderr, "");
          if (output === undefined) assert.notEqual(stdout, "");
          else assert.equal(stdout, output);
          // The mistakes are there to be found.
          assert.equal(status, command.endsWith("examples/mistakes") ? 1 : 0, stdout);
        });
      });
    }
  });
}

describe("the commands that are shown", () => {
  const shown = pages.flatMap((page) => shownCommands(readFileSync(join(root, page), "utf8")));

  it("are of all kinds, and two transcripts of a sync are among them", () => {
    const kinds = new Set(shown.map(({ command }) => command.split(" ")[1]));
    assert.deepEqual([...kinds], ["lint", "plan", "explain"]);
    const transcripts = shown.filter(({ output }) => output?.includes("The sync, wave by wave"));
    assert.deepEqual(
      transcripts.map(({ command }) => command.replace(/^.*--what-if (\w+).*$/, "$1")),
      ["none", "fail"],
    );
  });
});

/** The commands in the blocks of shell commands; the block of text below one, if there is any, is what it prints. */
function shownCommands(markdown: string): readonly { readonly command: string; readonly output: string | undefined }[] {
  const blocks = markdown.matchAll(/^```sh\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?/gms);
  return [...blocks].flatMap(([, block = "", output]) =>
    block
      .trimEnd()
      .split("\n")
      .map((command) => ({ command, output })),
  );
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

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { plainSnippet, snippets } from "../../../server/core/catalogue/snippets.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { type Node, nodeAt } from "../../../server/core/manifest/node.ts";

function textOf(prefix: string): string {
  return snippets
    .filter((spec) => spec.prefix === prefix)
    .map(plainSnippet)
    .join("");
}

function itemsAt(node: Node | undefined, key: string): readonly Node[] {
  const list = nodeAt(node, key);
  return list?.type === "list" ? list.items : [];
}

describe("the snippets, where they are used,", () => {
  it("leave no backup that looks complete and is not, and none that others may read", async () => {
    // Windows has no such shell, and no such modes.
    if (process.platform === "win32") return;
    const job = openFile(textOf("argocd-backup-job")).documents[0]?.manifests[0]?.node;
    const container = itemsAt(nodeAt(job, "spec", "template", "spec"), "containers")[0];
    const script = itemsAt(container, "command")[2];
    assert.equal(script?.type, "scalar");
    const backup = async (tool: string): Promise<readonly string[]> => {
      const folder = await mkdtemp(join(tmpdir(), "backup-"));
      const tools = await mkdtemp(join(tmpdir(), "tools-"));
      await writeFile(
        join(tools, "pg_dump"),
        `#!/bin/sh\nfor it; do case "$it" in --file=*) echo dump > "\${it#*=}";; esac; done\n${tool}\n`,
        { mode: 0o755 },
      );
      const text = script.text.replace("/backup/", `${folder}/`);
      const { status } = spawnSync("sh", ["-c", text], {
        env: { PATH: `${tools}:${process.env["PATH"] ?? ""}`, DATABASE_URL: "x" },
      });
      const files = await Promise.all(
        (await readdir(folder)).map(
          async (name) => `${extname(name)} ${((await stat(join(folder, name))).mode & 0o777).toString(8)}`,
        ),
      );
      await Promise.all([folder, tools].map((it) => rm(it, { recursive: true })));
      return [`exit code ${status}`, ...files];
    };
    assert.deepEqual(await backup("exit 0"), ["exit code 0", ".dump 600"]);
    assert.deepEqual(await backup("exit 3"), ["exit code 3", ".part 600"]);
  });

  it("advise no hook that holds data, and say what the choices cost", () => {
    assert.match(textOf("argocd-backup-job"), /Claim must be there too.*\n# Do not make it a hook/);
    assert.match(textOf("argocd-hook-access"), /Remove "automountServiceAccountToken: false"/);
    assert.match(textOf("argocd-application-set"), /preserveResourcesOnDeletion: true/);
    assert.match(textOf("argocd-project"), /kind: Namespace\n.*3\.3.*\n +name: team-\*\n/);
    assert.match(textOf("argocd-namespace"), /"warn" instead of "enforce"/);
  });
});

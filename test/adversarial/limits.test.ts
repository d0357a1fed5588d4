import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { planFormats } from "../../server/cli/option-tables.ts";
import { openFile, editFile, type ManifestFile, textOf } from "../../server/core/index.ts";
import { withFolder } from "../cli/run-cli.ts";
import { diagnoseFile } from "../support/diagnose.ts";
import { git } from "../support/git-files.ts";
import { annotated, manyResources, repeat, strange } from "./hostile-texts.ts";
import { runLimited } from "./run-limited.ts";

const wrong = annotated('    argocd.argoproj.io/sync-wave: "x"\n', "neighbour");
const tooMany = `${wrong}${"---\na: b\n".repeat(50_000)}`;

describe("a file with too many values", () => {
  it("is named by lint, which still checks its neighbours", async () => {
    const many = `{"apiVersion": "argocd.argoproj.io", "a": [${repeat(900_000, (index) => `[{"a":[${index}]}],`)}0]}`;
    await withFolder({ "a.json": many, "b.yaml": wrong }, async (cwd) => {
      const { stdout } = await runLimited(["lint", "--format", "concise", "."], cwd);
      assert.match(stdout, /^a\.json:1:1 error This document is not read because the file has too many values,/m);
      assert.match(stdout, /^2 errors in 2 of 2 files\.$/m);
    });
  });

  it("is read once it has fewer, and no longer once it has more", () => {
    const refusals = (file: ManifestFile): readonly (string | undefined)[] =>
      file.documents.map(({ parsed }) => parsed.refusal);
    const list = `---\na:\n${"- b\n".repeat(620_000)}`;
    const file = openFile(`${list}${list}`);
    const end = textOf(file).length;
    assert.deepEqual(refusals(file), [undefined, undefined]);
    const most = editFile(file, { span: { start: end, end }, text: "- b\n".repeat(20_000) });
    assert.deepEqual(refusals(most), ["the file has too many values"]);
    const fewer = editFile(most, { span: { start: list.length, end: textOf(most).length }, text: "" });
    assert.deepEqual(refusals(fewer), [undefined]);
  });
});

describe("a file with too many documents", () => {
  it("is named by lint, which still checks its neighbours", async () => {
    await withFolder({ "a.yaml": tooMany, "b.yaml": wrong }, async (cwd) => {
      const { status, stdout, stderr } = await runLimited(["lint", "."], cwd);
      assert.equal(stderr, "");
      assert.match(
        stdout,
        /^a\.yaml:1:1 error This document is not read because the file has more than 50,000 documents,/m,
      );
      assert.match(stdout, /^b\.yaml:6:\d+ error "x" is not a whole number/m);
      assert.match(stdout, /^2 errors in 2 of 2 files\.$/m);
      assert.equal(status, 1);
    });
  });

  it("is named by plan, with what is left", async () => {
    await withFolder({ "a.yaml": tooMany, "b.yaml": wrong }, async (cwd) => {
      const { stdout } = await runLimited(["plan", "."], cwd);
      assert.match(stdout, /ConfigMap +neighbour/);
      assert.match(
        stdout,
        /a\.yaml: The document on line 1 is not read because the file has more than 50,000 documents\./,
      );
    });
  });

  it("of a million lines is told within the same memory", async () => {
    const texts = { empty: `${wrong}${"---\n".repeat(1_000_000)}`, tiny: `${wrong}${"---\na: b\n".repeat(1_000_000)}` };
    for (const text of Object.values(texts)) {
      await withFolder({ "a.yaml": text }, async (cwd) => {
        const { stdout } = await runLimited(["lint", "a.yaml"], cwd);
        assert.match(stdout, /^1 error in 1 of 1 file\.$/m);
      });
    }
  });

  it("is read once it has fewer, and no longer once it has more", () => {
    const codes = (file: ManifestFile): readonly string[] => diagnoseFile(file).map(({ rule }) => rule.id);
    const file = openFile(tooMany);
    const end = textOf(file).length;
    const shorter = editFile(file, { span: { start: end - 9, end }, text: "" });
    const longer = editFile(shorter, { span: { start: end - 9, end: end - 9 }, text: "---\na: b\n" });
    assert.deepEqual([file, shorter, longer].map(codes), [
      ["document-not-read"],
      ["wave-not-an-integer"],
      ["document-not-read"],
    ]);
  });
});

describe("an application of many resources", () => {
  it("has a plan where they are spread over files", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, file) => [
        `f${file}.yaml`,
        repeat(
          200,
          (index) =>
            `---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: j${file}-${index}, annotations: {argocd.argoproj.io/sync-wave: "${index}"}}\n`,
        ),
      ]),
    );
    await withFolder(files, async (cwd) => {
      const lint = await runLimited(["lint", "."], cwd);
      assert.equal(lint.stdout, "No problems in 100 files.\n");
      const plan = await runLimited(["plan", ".", "--format", "json"], cwd);
      assert.equal(plan.stderr, "");
      assert.match(plan.stdout, /"batch\/Job:\/j99-3"/);
    });
  });

  for (const format of planFormats) {
    it(`has a plan as ${format} where each has a wave of its own`, async () => {
      await withFolder({ "a.yaml": manyResources["hooks in waves of their own"]?.(5000) ?? "" }, async (cwd) => {
        const { status, stdout, stderr } = await runLimited(["plan", "a.yaml", "--format", format], cwd);
        assert.deepEqual([status, stderr], [0, ""]);
        assert.match(stdout, /\S/);
      });
    });
  }
});

describe("a change of many resources", () => {
  it("is told where each wave of the new ones comes before all that is pruned", async () => {
    const count = 40_000;
    const configMaps = (name: string, annotation: (index: number) => string): string =>
      repeat(
        count,
        (index) =>
          `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${index}, annotations: {argocd.argoproj.io/${annotation(index)}}}\n`,
      );
    await withFolder({ "a.yaml": configMaps("old", () => "sync-options: PruneLast=true") }, async (cwd) => {
      for (const args of [["init"], ["add", "."], ["commit", "--message", "Start"]])
        git(cwd, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args);
      writeFileSync(
        join(cwd, "a.yaml"),
        configMaps("new", (index) => `sync-wave: "${index}"`),
      );
      const { status, stdout, stderr } = await runLimited(
        ["plan", "a.yaml", "--against", "HEAD", "--format", "json"],
        cwd,
      );
      assert.deepEqual([status, stderr], [0, ""]);
      assert.match(stdout, /old9999"[^{}]*"Pruned in Sync, wave 40000, if pruning is on\."/);
    });
  });
});

describe("a document that only the slow reader understands", () => {
  it("is not read where it is long", async () => {
    await withFolder({ "a.yaml": strange["question marks"]?.(10_000_000) ?? "" }, async (cwd) => {
      const { stdout } = await runLimited(["lint", "a.yaml"], cwd);
      assert.match(
        stdout,
        /because it has more than 1,000,000 characters, and not only plain YAML or JSON, so nothing/,
      );
    });
  });

  for (const name of ["a plain value", "a quoted value", "a flow mapping", "a comment", "a Secret"]) {
    it(`is not meant: ${name} of ten million characters is read`, async () => {
      await withFolder({ "a.yaml": strange[name]?.(10_000_000) ?? "" }, async (cwd) => {
        const { stdout } = await runLimited(["lint", "a.yaml"], cwd);
        // The API server takes no annotation that is so long.
        const count = name.endsWith("value") ? "2 errors" : "1 error";
        assert.match(stdout, /error "x" is not a whole number/);
        assert.ok(stdout.endsWith(`\n\n${count} in 1 of 1 file.\n`), stdout);
      });
    });
  }
});

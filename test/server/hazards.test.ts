import assert from "node:assert/strict";
import type { CodeAction, Diagnostic } from "vscode-languageserver/node";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const account = manifest("ServiceAccount", "migrate");
const job = `${manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") })}spec:
  activeDeadlineSeconds: 60
  template:
    spec:
      serviceAccountName: migrate
`;
const accountUri = "file:///app/account.yaml";
const jobUri = "file:///app/job.yaml";

function hazardsIn(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => code === "needed-before-applied");
}

describe("findings about the order of an application", () => {
  let editor: Editor;
  let files: Record<string, string>;

  beforeEach(async () => {
    files = { "/app/account.yaml": account, "/app/job.yaml": job };
    editor = await startEditor({ files: memoryFiles(files), settings });
    severity = {};
  });
  afterEach(async () => {
    assert.deepEqual(editor.log, []);
    await editor.quit();
  });

  let severity: Readonly<Record<string, string>> = {};
  const settings = (): unknown => ({ severity });

  it("name the other place, in a file that is not open", async () => {
    editor.open(jobUri, job);
    const [found, ...more] = hazardsIn(await editor.pull(jobUri));
    assert.deepEqual(more, []);
    assert.equal(found?.severity, 2);
    assert.deepEqual(found.range, { start: { line: 11, character: 26 }, end: { line: 11, character: 33 } });
    assert.match(found.codeDescription?.href ?? "", /needed-before-applied\.md$/);
    assert.deepEqual(found.relatedInformation, [
      {
        location: {
          uri: accountUri,
          range: { start: { line: 3, character: 8 }, end: { line: 3, character: 15 } },
        },
        message: `ServiceAccount "migrate" is applied in the Sync phase.`,
      },
    ]);
  });

  it("are repaired in whatever file the repair belongs", async () => {
    editor.open(jobUri, job);
    const actions = await quickFixesOf(editor, jobUri);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Make ServiceAccount "migrate" a PreSync hook in wave -2',
        'Make this Job a Sync hook in wave -1, after ServiceAccount "migrate" in wave -2',
        'Ignore "needed-before-applied" on this line',
        'Ignore "needed-before-applied" in this file',
      ],
    );
    const [edits, both] = actions.map(({ edit }) => edit?.changes ?? {});
    assert.deepEqual(Object.keys(edits ?? {}), [accountUri]);
    assert.deepEqual(Object.keys(both ?? {}), [accountUri, jobUri]);
    assert.match(edits?.[accountUri]?.[0]?.newText ?? "", /hook: PreSync\n.*BeforeHookCreation\n.*sync-wave: "-2"/);
  });

  it("go when the other file is edited, without a change of this one", async () => {
    editor.open(jobUri, job);
    assert.equal(hazardsIn(await editor.pull(jobUri)).length, 1);
    editor.open(accountUri, account);
    editor.change(accountUri, 2, {
      text: manifest("ServiceAccount", "migrate", { ...hook("PreSync"), ...wave("-2") }),
    });
    // An editor asks for repairs all the time, and shows nothing of what it learns by that.
    assert.deepEqual(await quickFixesOf(editor, jobUri), []);
    await editor.next("workspace/diagnostic/refresh");
    assert.equal(hazardsIn(await editor.pull(jobUri)).length, 0);
  });

  it("have the severity of the settings", async () => {
    severity = { "needed-before-applied": "error" };
    editor.open(jobUri, job);
    assert.equal(hazardsIn(await editor.pull(jobUri))[0]?.severity, 1);
    severity = { "needed-before-applied": "off" };
    editor.notify("workspace/didChangeConfiguration", { settings: null });
    assert.equal(hazardsIn(await editor.pull(jobUri)).length, 0);
  });

  it("are silenced by a comment, which is then of use", async () => {
    const silenced = job.replace(
      /( +)serviceAccountName/,
      "$1# argocd-annotations-ignore-next-line needed-before-applied -- made by hand\n$1serviceAccountName",
    );
    editor.open(jobUri, silenced);
    assert.deepEqual(await editor.pull(jobUri), []);
  });

  it("follow after a pause in a large application, and stay where nothing was edited", async () => {
    const many = Array.from({ length: 300 }, (_, index) => manifest("ConfigMap", `settings-${index}`)).join("---\n");
    editor.open(jobUri, `${job}---\n${many}`);
    assert.deepEqual(hazardsIn(await editor.pull(jobUri)), []);
    await editor.next("workspace/diagnostic/refresh");
    const [first] = hazardsIn(await editor.pull(jobUri));
    assert.ok(first);
    editor.change(jobUri, 2, { range: range(20, 0, 20, 0), text: "# more\n" });
    assert.deepEqual(hazardsIn(await editor.pull(jobUri)), [first]);
    editor.change(jobUri, 3, { range: range(11, 26, 11, 33), text: "default" });
    assert.deepEqual(hazardsIn(await editor.pull(jobUri)), []);
    editor.change(jobUri, 4, { range: range(11, 26, 11, 33), text: "migrate" });
    await editor.next("workspace/diagnostic/refresh");
    assert.equal(hazardsIn(await editor.pull(jobUri)).length, 1);
  });
});

describe("findings about the order of an application that are sent", () => {
  it("follow edits of other files", async () => {
    const { workspace = {} } = vscodeCapabilities;
    const texts = { "/app/account.yaml": account, "/app/job.yaml": job };
    const editor = await startEditor({ files: memoryFiles(texts), capabilities: { workspace } });
    editor.open(jobUri, job);
    await editor.published(({ uri, diagnostics }) => uri === jobUri && hazardsIn(diagnostics).length === 1);
    editor.open(accountUri, account);
    editor.change(accountUri, 2, { text: manifest("ServiceAccount", "migrate", hook("PreSync")) });
    await editor.published(({ uri, diagnostics }) => uri === jobUri && hazardsIn(diagnostics).length === 1);
    editor.change(accountUri, 3, {
      text: manifest("ServiceAccount", "migrate", { ...hook("PreSync"), ...wave("-1") }),
    });
    await editor.published(({ uri, diagnostics }) => uri === jobUri && hazardsIn(diagnostics).length === 0);
    await editor.quit();
  });
});

function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number): Diagnostic["range"] {
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}

async function quickFixesOf(editor: Editor, uri: string): Promise<readonly CodeAction[]> {
  const actions = await editor.actions(uri, range(11, 30, 11, 30));
  return actions.filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === "needed-before-applied"));
}

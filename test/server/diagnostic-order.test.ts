import assert from "node:assert/strict";
import { type Editor, startEditor } from "../support/editor.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { account, accountUri, job, jobUri, orderFindings, quickFixesOf } from "../support/order.ts";

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
    const [found, ...more] = orderFindings(await editor.pull(jobUri));
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

  it("are fixed in whatever file the fix belongs", async () => {
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

  it("have the severity of the settings", async () => {
    severity = { "needed-before-applied": "error" };
    editor.open(jobUri, job);
    assert.equal(orderFindings(await editor.pull(jobUri))[0]?.severity, 1);
    severity = { "needed-before-applied": "off" };
    editor.notify("workspace/didChangeConfiguration", { settings: null });
    assert.equal(orderFindings(await editor.pull(jobUri)).length, 0);
  });

  it("are suppressed by a comment, which is then of use", async () => {
    const suppressed = job.replace(
      /( +)serviceAccountName/,
      "$1# argocd-annotations-ignore-next-line needed-before-applied -- made by hand\n$1serviceAccountName",
    );
    editor.open(jobUri, suppressed);
    assert.deepEqual(await editor.pull(jobUri), []);
  });
});

import assert from "node:assert/strict";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { account, accountUri, job, jobUri, orderFindings, quickFixesOf, range } from "../support/order.ts";

const files = { "/app/account.yaml": account, "/app/job.yaml": job };

describe("findings about the order of an application", () => {
  let editor: Editor;

  beforeEach(async () => {
    editor = await startEditor({ files: memoryFiles(files) });
  });
  afterEach(async () => {
    assert.deepEqual(editor.log, []);
    await editor.quit();
  });

  it("go when the other file is edited, without a change of this one", async () => {
    editor.open(jobUri, job);
    assert.equal(orderFindings(await editor.pull(jobUri)).length, 1);
    editor.open(accountUri, account);
    editor.change(accountUri, 2, {
      text: manifest("ServiceAccount", "migrate", { ...hook("PreSync"), ...wave("-2") }),
    });
    // An editor asks for fixes all the time, and shows nothing of what it learns by that.
    assert.deepEqual(await quickFixesOf(editor, jobUri), []);
    await editor.next("workspace/diagnostic/refresh");
    assert.equal(orderFindings(await editor.pull(jobUri)).length, 0);
  });

  it("follow after a pause in a large application, and stay where nothing was edited", async () => {
    const many = Array.from({ length: 300 }, (_, index) => manifest("ConfigMap", `settings-${index}`)).join("---\n");
    editor.open(jobUri, `${job}---\n${many}`);
    assert.deepEqual(orderFindings(await editor.pull(jobUri)), []);
    await editor.next("workspace/diagnostic/refresh");
    const [first] = orderFindings(await editor.pull(jobUri));
    assert.ok(first);
    editor.change(jobUri, 2, { range: range(20, 0, 20, 0), text: "# more\n" });
    assert.deepEqual(orderFindings(await editor.pull(jobUri)), [first]);
    editor.change(jobUri, 3, { range: range(11, 26, 11, 33), text: "default" });
    assert.deepEqual(orderFindings(await editor.pull(jobUri)), []);
    editor.change(jobUri, 4, { range: range(11, 26, 11, 33), text: "migrate" });
    await editor.next("workspace/diagnostic/refresh");
    assert.equal(orderFindings(await editor.pull(jobUri)).length, 1);
  });
});

describe("findings about the order of an application that are sent", () => {
  it("follow edits of other files", async () => {
    const { workspace = {} } = vscodeCapabilities;
    const editor = await startEditor({ files: memoryFiles(files), capabilities: { workspace } });
    editor.open(jobUri, job);
    await editor.published(({ uri, diagnostics }) => uri === jobUri && orderFindings(diagnostics).length === 1);
    editor.open(accountUri, account);
    editor.change(accountUri, 2, { text: manifest("ServiceAccount", "migrate", hook("PreSync")) });
    await editor.published(({ uri, diagnostics }) => uri === jobUri && orderFindings(diagnostics).length === 1);
    editor.change(accountUri, 3, {
      text: manifest("ServiceAccount", "migrate", { ...hook("PreSync"), ...wave("-1") }),
    });
    await editor.published(({ uri, diagnostics }) => uri === jobUri && orderFindings(diagnostics).length === 0);
    await editor.quit();
  });
});

import assert from "node:assert/strict";
import { lint, planSync, type TextFile } from "../../../server/library/library.ts";

function job(name: string, annotations: Readonly<Record<string, string>>): string {
  const lines = Object.entries(annotations).map(([key, value]) => `    argocd.argoproj.io/${key}: ${value}\n`);
  return `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${name}\n  annotations:\n${lines.join("")}`;
}

const misspelt = job("a", { hook: "Presync" });

const rulesIn = (...given: Parameters<typeof lint>): readonly string[] =>
  lint(...given).findings.map(({ file, line, severity, rule }) => `${file}:${line} ${severity} ${rule}`);

describe("the function lint", () => {
  it("finds what is wrong in a text, which has no path", () => {
    assert.deepEqual(rulesIn(misspelt), ["-:6 error hook-never-applied"]);
    assert.deepEqual(rulesIn(""), []);
    // Columns are those after a byte order mark, as editors count them.
    assert.deepEqual(lint(`\uFEFF${misspelt}`), lint(misspelt));
  });

  it("finds what is wrong in files and between them, in their order", () => {
    const files = [
      { path: "b.yaml", text: job("same", { hook: "Sync" }) },
      { path: "a.yaml", text: job("same", { hook: "Sync" }) },
      { path: "c.yaml", text: misspelt },
    ];
    const found = rulesIn(files, { severity: { "hook-without-deadline": "off" } });
    assert.deepEqual(found.at(-1), "c.yaml:6 error hook-never-applied");
    assert.ok(found.some((it) => it.endsWith(" duplicate-resource")));
  });

  it("leaves values alone that something still fills in", () => {
    assert.deepEqual(rulesIn(job("a", { hook: "${HOOK}" })), []);
  });

  it("takes the severities of rules", () => {
    assert.deepEqual(rulesIn(misspelt, { severity: { "hook-never-applied": "hint" } }), [
      "-:6 hint hook-never-applied",
    ]);
    assert.deepEqual(rulesIn(misspelt, { severity: { "hook-never-applied": "off" } }), []);
  });

  it("knows the health checks that the files add to Argo CD", () => {
    const widget = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: child\n  annotations:\n    argocd.argoproj.io/sync-wave: "1"\n`;
    const checks = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: argocd-cm\ndata:\n  resource.customizations.health.argoproj.io_Application: |\n    return {}\n`;
    const files = (...texts: readonly string[]): TextFile[] =>
      texts.map((text, index) => ({ path: `${index}.yaml`, text }));
    assert.deepEqual(rulesIn(files(widget)), ["0.yaml:6 hint wave-of-child-application"]);
    assert.deepEqual(rulesIn(files(widget, checks)), []);
  });

  it("takes the version of Argo CD", () => {
    const text = job("a", { hook: "PreDelete" });
    assert.deepEqual(rulesIn(text), []);
    assert.deepEqual(rulesIn(text, { argocdVersion: "2.14" }), ["-:6 warning needs-newer-argo-cd"]);
  });
});

describe("the function planSync", () => {
  const steps = (...given: Parameters<typeof planSync>): readonly string[] =>
    planSync(...given).applications.flatMap((application) =>
      application.steps.map(({ phase, wave, tasks }) => `${phase} ${wave ?? "?"}: ${tasks.join(" ")}`),
    );

  it("orders the resources of a text, and of all files together", () => {
    const [one, other] = [job("one", { "sync-wave": '"2"' }), job("other", { hook: "PreSync" })];
    const expected = ["PreSync 0: batch/Job:/other", "Sync 2: batch/Job:/one"];
    assert.deepEqual(steps(`${one}---\n${other}`), expected);
    assert.deepEqual(
      steps([
        { path: "one.yaml", text: one },
        { path: "other.yaml", text: other },
      ]),
      expected,
    );
    const [application] = planSync([{ path: "dir/one.yaml", text: one }]).applications;
    assert.deepEqual([application?.name, application?.source.type], ["one", "file"]);
  });

  it("takes the options of the application, and rounds a wave that JavaScript has no number for", () => {
    const text = job("a", { "sync-wave": '"9223372036854775807"' });
    assert.deepEqual(steps(text, { namespace: "here", syncOptions: ["CreateNamespace=true"] }), [
      "PreSync 0: /Namespace:/here",
      "Sync 9223372036854776000: batch/Job:/a",
    ]);
  });

  it("says why nothing is applied", () => {
    const broken = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: [\n";
    const [application] = planSync([{ path: "a.yaml", text: broken }]).applications;
    assert.match(application?.error ?? "", /^a\.yaml/);
    assert.deepEqual(planSync([]).applications[0]?.steps, []);
  });
});

describe("the arguments of the library", () => {
  it("are refused with what is wrong with them", () => {
    const same = { path: "a", text: "" };
    const wrong: readonly (readonly [unknown, unknown, RegExp])[] = [
      [undefined, {}, /Give a text, or a list of files/],
      [[undefined], {}, /Give a text, or a list of files/],
      [[{ path: "a.yaml" }], {}, /Give a text, or a list of files/],
      [[same, same], {}, /Two files have the path "a"/],
      ["", { argocdVersion: "newest" }, /There is no version "newest" of Argo CD/],
      ["", { argocdVersion: 2.14 }, /There is no version 2\.14 of Argo CD/],
      ["", { severity: { nothing: "off" } }, /There is no rule "nothing"/],
      ["", { severity: { "hook-never-applied": "fatal" } }, /is "fatal", and has to be one of "error", .*"off"/],
    ];
    for (const [texts, options, message] of wrong) {
      assert.throws(
        () => lint(texts as string, options as object),
        (error: unknown) => error instanceof TypeError && message.test(error.message),
      );
    }
  });
});

import assert from "node:assert/strict";
import { positionAt } from "../../../server/core/index.ts";
import { lint, planSync, type TextFile } from "../../../server/library/library.ts";
import { Workspace } from "../../../server/workspace/workspace.ts";
import { memoryFiles } from "../../support/memory-files.ts";

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

describe("the configuration of lint", () => {
  const configuration = `argocdVersion: 2.14
embeddedInConfigMaps: true
rules: { hook-never-applied: warning, hook-without-deadline: off }
exclude: [gen/]
healthChecks: [argoproj.io/Application]
overrides:
  - paths: [apps/old/]
    argocdVersion: 2.9
    rules: { hook-never-applied: off, needs-newer-argo-cd: information }
ruls: {}
`;
  const child = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: child\n  annotations:\n    argocd.argoproj.io/sync-wave: "1"\n`;
  const texts: Readonly<Record<string, string>> = {
    "apps/a.yaml": misspelt,
    "apps/old/b.yaml": job("b", { hook: "PreDelete" }),
    "apps/old/c.yaml": misspelt,
    "apps/d.yaml": child,
    "apps/e.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: e\ndata:\n  a.yaml: |\n${misspelt.replace(/^/gm, "    ")}`,
    "gen/f.yaml": misspelt,
  };
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));

  it("has the same findings as in an editor, its own mistakes among them", async () => {
    const disk = { ...texts, ".argocd-annotations.yaml": configuration, ".git/HEAD": "" };
    const onDisk = Object.fromEntries(Object.entries(disk).map(([path, text]) => [`/repo/${path}`, text]));
    const workspace = new Workspace(memoryFiles(onDisk));
    await workspace.applications.search("/repo");
    const expected: string[] = [];
    for (const path of [".argocd-annotations.yaml", ...Object.keys(texts)]) {
      if (await workspace.applications.leavesOut(`/repo/${path}`)) continue;
      for (const { rule, severity, file, span } of await workspace.problemsOf(`/repo/${path}`))
        expected.push(`${path}:${positionAt(file, span.start).line + 1} ${severity} ${rule.id}`);
    }
    assert.deepEqual(rulesIn(files, { configuration }), expected);
    assert.deepEqual(expected, [
      ".argocd-annotations.yaml:10 error configuration-mistake",
      "apps/a.yaml:6 warning hook-never-applied",
      "apps/old/b.yaml:6 information needs-newer-argo-cd",
      "apps/e.yaml:12 warning hook-never-applied",
    ]);
    const given = [{ path: ".argocd-annotations.yaml", text: configuration }, ...files.slice(0, 1)];
    assert.equal(rulesIn(given, { configuration }).filter((it) => it.endsWith("configuration-mistake")).length, 1);
  });

  it("is followed by what the options say", () => {
    const found = rulesIn(files, {
      configuration,
      argocdVersion: "3.1",
      severity: { "hook-never-applied": "hint", "configuration-mistake": "off" },
    });
    assert.deepEqual(found.slice(0, 2), [
      "apps/a.yaml:6 hint hook-never-applied",
      "apps/old/b.yaml:6 information needs-newer-argo-cd",
    ]);
  });

  it("says how a text alone is read, which nothing excludes", () => {
    const all = "argocdVersion: 2.14\nexclude: ['*']\n";
    assert.deepEqual(rulesIn(job("a", { hook: "PreDelete" }), { configuration: all }), [
      "-:6 warning needs-newer-argo-cd",
    ]);
    assert.deepEqual(rulesIn([{ path: "a.yaml", text: misspelt }], { configuration: all }), []);
    assert.deepEqual(rulesIn(misspelt, { configuration: "\uFEFF" }), rulesIn(misspelt));
  });

  it("has the version and the health checks of a plan", () => {
    const text = `${job("a", { hook: "PreDelete" })}---\n${child}---\n${job("b", { "sync-wave": '"2"' })}`;
    const plan = (given: string): string => JSON.stringify(planSync(text, { configuration: given }));
    assert.notEqual(plan("argocdVersion: 2.14"), plan(""));
    assert.notEqual(plan(""), plan("healthChecks: [argoproj.io/Application]"));
    assert.equal(plan("argocdVersion: 2.14"), JSON.stringify(planSync(text, { argocdVersion: "2.14" })));
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
      ["", { configuration: { rules: {} } }, /"configuration" has to be the text of a \.argocd-annotations\.yaml/],
      [
        "",
        { argocdversion: "2.14" },
        /There is no option "argocdversion": use one of "configuration", "argocdVersion", "severity"/,
      ],
      ["", null, /The options have to be an object/],
      ["", { severity: { nothing: "off" } }, /There is no rule "nothing"/],
      ["", { severity: { "hook-never-applied": "fatal" } }, /is "fatal", and has to be one of "error", .*"off"/],
    ];
    for (const [texts, options, message] of wrong) {
      assert.throws(
        () => lint(texts as string, options as object),
        (error: unknown) => error instanceof TypeError && message.test(error.message),
      );
    }
    const wrongPlans: readonly (readonly [unknown, RegExp])[] = [
      [{ namespace: 5 }, /The "namespace" is 5, and has to be a text/],
      [{ syncOptions: "CreateNamespace=true" }, /"syncOptions" has to be a list of texts/],
      [{ severity: {} }, /There is no option "severity"/],
    ];
    for (const [options, message] of wrongPlans) {
      assert.throws(
        () => planSync("", options as object),
        (error: unknown) => error instanceof TypeError && message.test(error.message),
      );
    }
  });
});

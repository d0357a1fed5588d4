import assert from "node:assert/strict";
import { complete, type Completion } from "../../../server/core/features/complete.ts";
import { openAtCursor } from "../../support/cursor.ts";

/** What can be written at `$0`, each as the text of its line afterwards, with `$0` where the cursor goes. */
function check(marked: string): { readonly labels: readonly string[]; readonly lines: readonly string[] } {
  const { text, offset, file, application } = openAtCursor(marked);
  const found = complete(file, offset, application);
  return { labels: found.map(({ label }) => label), lines: found.map((it) => lineAfter(text, it)) };
}

function lineAfter(text: string, { span, text: written, cursor = written.length }: Completion): string {
  const before = text.slice(0, span.start) + written.slice(0, cursor);
  const after = written.slice(cursor) + text.slice(span.end);
  const lastBreak = before.lastIndexOf("\n");
  return `${before.slice(lastBreak + 1)}$0${after.slice(0, /\r?\n|$/.exec(after)?.index)}`;
}

const head = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n";
const keys = [
  "argocd.argoproj.io/sync-wave",
  "argocd.argoproj.io/hook",
  "argocd.argoproj.io/hook-delete-policy",
  "argocd.argoproj.io/sync-options",
  "argocd.argoproj.io/compare-options",
  "helm.sh/hook",
  "helm.sh/hook-weight",
  "helm.sh/hook-delete-policy",
  "helm.sh/resource-policy",
  "argocd.argoproj.io/ignore-healthcheck",
  "argocd.argoproj.io/ignore-resource-updates",
  "argocd.argoproj.io/ignore-default-links",
];

describe("completion of keys", () => {
  const offered: readonly (readonly [where: string, text: string, firstLine: string])[] = [
    ["on an empty line", `${head}    $0\n`, '    argocd.argoproj.io/sync-wave: "$0"'],
    ["at the end of the file", `${head}    $0`, '    argocd.argoproj.io/sync-wave: "$0"'],
    ["on a half key", `${head}    argocd.argo$0\n`, '    argocd.argoproj.io/sync-wave: "$0"'],
    ["inside a half key", `${head}    arg$0ocd\n`, '    argocd.argoproj.io/sync-wave: "$0"'],
    ["on a key that has a value", `${head}    argo$0: x\n`, "    argocd.argoproj.io/sync-wave$0: x"],
    ["on a half key in quotes", `${head}    "argo$0"\n`, '    "argocd.argoproj.io/sync-wave": "$0"'],
    ["with CRLF", `${head}    $0\n`.replaceAll("\n", "\r\n"), '    argocd.argoproj.io/sync-wave: "$0"'],
    ["between other keys", `${head}    app/x: y\n    $0\n    app/z: y\n`, '    argocd.argoproj.io/sync-wave: "$0"'],
    ["after a comment", `${head}    # note\n    $0\n`, '    argocd.argoproj.io/sync-wave: "$0"'],
    [
      "in an item of a List",
      `kind: List\nitems:\n  - kind: Job\n    metadata:\n      annotations:\n        $0\n`,
      '        argocd.argoproj.io/sync-wave: "$0"',
    ],
    [
      "in an item of a List that is not indented",
      `kind: List\nitems:\n- metadata:\n    annotations:\n      $0\n`,
      '      argocd.argoproj.io/sync-wave: "$0"',
    ],
    [
      "in JSON",
      '{\n  "kind": "Job",\n  "metadata": {\n    "annotations": {\n      "$0"\n    }\n  }\n}',
      '      "argocd.argoproj.io/sync-wave": "$0"',
    ],
    ["in the second document", `kind: A\n---\n${head}    $0\n`, '    argocd.argoproj.io/sync-wave: "$0"'],
    [
      "in a Helm template",
      `${head}    {{- if .x }}\n    $0\n    {{- end }}\n`,
      '    argocd.argoproj.io/sync-wave: "$0"',
    ],
  ];
  for (const [where, text, firstLine] of offered) {
    it(`offers all ${where}`, () => {
      const { labels, lines } = check(text);
      assert.deepEqual(labels, keys);
      assert.equal(lines[0], firstLine);
    });
  }

  it("leaves out the keys that are there", () => {
    const text = `${head}    argocd.argoproj.io/hook: Sync\n    $0\n    "helm.sh/hook": x\n`;
    assert.deepEqual(
      check(text).labels,
      keys.filter((key) => key !== "argocd.argoproj.io/hook" && key !== "helm.sh/hook"),
    );
  });

  const silent: readonly (readonly [where: string, text: string])[] = [
    ["below labels", "kind: Job\nmetadata:\n  labels:\n    $0\n"],
    ["directly below metadata", `${head}    a: b\n  $0\n`],
    ["at the top", `${head}    a: b\n$0\n`],
    ["in a comment", `${head}    # argo$0\n`],
    ["behind a key", `${head}    app/x: $0\n`],
    ["in a block scalar", `${head}    app/x: |\n      $0\n`],
    ["in a block scalar with a chomping mark", `${head}    app/x: >-\n      one\n      $0\n`],
    [
      "in a value of many lines that quotes annotations",
      `kind: ConfigMap\ndata:\n  file: |\n    metadata:\n      annotations:\n        $0\n`,
    ],
    [
      "in the annotations of a pod template",
      "kind: Job\nspec:\n  template:\n    metadata:\n      annotations:\n        $0\n",
    ],
    ["in a list", `${head}    - $0\n`],
    ["in an empty file", "$0"],
    ["in an action", `${head}    {{ .Val$0 }}\n`],
  ];
  for (const [where, text] of silent) {
    it(`offers nothing ${where}`, () => {
      assert.deepEqual(check(text).labels, []);
    });
  }
});

describe("completion of values", () => {
  const types = ["PreSync", "Sync", "PostSync", "SyncFail", "Skip", "PreDelete", "PostDelete"];
  const key = "    argocd.argoproj.io/hook: ";

  const offered: readonly (readonly [where: string, line: string, labels: readonly string[], first: string])[] = [
    ["behind the colon", `${key}$0`, types, `${key}PreSync$0`],
    ["on a half value", `${key}Po$0`, types, `${key}PreSync$0`],
    ["in quotes", `${key}"$0"`, types, `${key}"PreSync$0"`],
    ["in quotes that are open", `${key}"$0`, types, `${key}"PreSync$0`],
    ["in single quotes", `${key}'P$0'`, types, `${key}'PreSync$0'`],
    ["before a comment", `${key}$0 # note`, types, `${key}PreSync$0 # note`],
    ["after a comma", `${key}PreSync,$0`, types.slice(1), `${key}PreSync,Sync$0`],
    ["after a comma and a blank", `${key}PreSync, P$0`, types.slice(1), `${key}PreSync, Sync$0`],
    ["before a comma", `${key}$0,Sync`, types.filter((it) => it !== "Sync"), `${key}PreSync$0,Sync`],
    [
      "between commas",
      `${key}Sync, x$0 ,Skip`,
      types.filter((it) => !/^S(?:ync|kip)$/.test(it)),
      `${key}Sync, PreSync$0 ,Skip`,
    ],
    ["on an item that is there", `${key}Pre$0Sync`, types, `${key}PreSync$0`],
    ["behind a quoted key", '    "argocd.argoproj.io/hook": $0', types, '    "argocd.argoproj.io/hook": PreSync$0'],
  ];
  for (const [where, line, labels, first] of offered) {
    it(`offers the hook types ${where}`, () => {
      const found = check(`${head}${line}\n`);
      assert.deepEqual(found.labels, labels);
      assert.equal(found.lines[0], first);
    });
  }

  it("puts JSON values in quotes", () => {
    const text = (value: string) =>
      `{\n  "kind": "Job",\n  "metadata": {\n    "annotations": {\n      "argocd.argoproj.io/hook": ${value}\n    }\n  }\n}`;
    assert.equal(check(text("$0")).lines[0], '      "argocd.argoproj.io/hook": "PreSync"$0');
    assert.equal(check(text('"$0",')).lines[0], '      "argocd.argoproj.io/hook": "PreSync$0",');
  });

  it("offers options only on the kinds that have them", () => {
    const line = "    argocd.argoproj.io/compare-options: $0\n";
    const onJob = check(head + line).labels;
    const onApplication = check(head.replace("Job", "Application") + line).labels;
    assert.ok(onJob.includes("IgnoreExtraneous") && onApplication.includes("IgnoreExtraneous"));
    assert.ok(onJob.length < onApplication.length);
  });

  it("offers the waves in use in their order, with the resources that use them, in quotes", () => {
    const other = (name: string, wave: string) =>
      `---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n  annotations: {argocd.argoproj.io/sync-wave: "${wave}"}\n`;
    const marked = `${head}    argocd.argoproj.io/sync-wave: $0\n${other("b", "10")}${other("c", "-1")}${other("d", "10")}`;
    const { file, offset, application } = openAtCursor(marked);
    assert.deepEqual(
      complete(file, offset, application).map(({ text, detail }) => [text, detail]),
      [
        ['"-1"', "Secret c (Sync)"],
        ['"0"', "Job a (Sync)"],
        ['"10"', "Secret b (Sync), Secret d (Sync)"],
      ],
    );
    assert.deepEqual(check(marked.replace("$0", '"$0"')).lines[0], '    argocd.argoproj.io/sync-wave: "-1$0"');
  });

  const silent: readonly (readonly [where: string, line: string])[] = [
    ["of an unknown key", "    app/x: $0"],
    ["in a comment behind a value", `${key}PreSync # $0`],
    ["in an action", `${key}{{ $0 }}`],
    ["behind the closing quote", `${key}"PreSync"$0`],
    ["right behind the colon", "    argocd.argoproj.io/hook:$0"],
  ];
  for (const [where, line] of silent) {
    it(`offers nothing ${where}`, () => {
      assert.deepEqual(check(`${head}${line}\n`).labels, []);
    });
  }

  it("offers nothing below labels", () => {
    assert.deepEqual(check("kind: Job\nmetadata:\n  labels:\n    argocd.argoproj.io/hook: $0\n").labels, []);
  });
});

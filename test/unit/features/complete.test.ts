import assert from "node:assert/strict";
import { complete, type Completion, type CompletionOptions } from "../../../server/core/features/complete/complete.ts";
import { openAtCursor } from "../../support/cursor.ts";

/** What can be written at `$0`, each as the text of its line afterwards, with `$0` where the cursor goes. */
function check(
  marked: string,
  options?: CompletionOptions,
): { readonly labels: readonly string[]; readonly lines: readonly string[]; readonly details: readonly string[] } {
  const { text, offset, file, application } = openAtCursor(marked);
  const found = complete(file, offset, application, options);
  return {
    labels: found.map(({ label }) => label),
    lines: found.map((it) => lineAfter(text, it)),
    details: found.map(({ detail }) => detail),
  };
}

function lineAfter(text: string, { span, text: written, cursor = written.length }: Completion): string {
  const before = text.slice(0, span.start) + written.slice(0, cursor);
  const after = written.slice(cursor) + text.slice(span.end);
  const lastBreak = before.lastIndexOf("\n");
  return `${before.slice(lastBreak + 1)}$0${after.slice(0, /\r?\n|$/.exec(after)?.index)}`;
}

const head = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n";
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
      `kind: List\nitems:\n  - kind: ConfigMap\n    metadata:\n      annotations:\n        $0\n`,
      '        argocd.argoproj.io/sync-wave: "$0"',
    ],
    [
      "in an item of a List that is not indented",
      `kind: List\nitems:\n- kind: ConfigMap\n  metadata:\n    annotations:\n      $0\n`,
      '      argocd.argoproj.io/sync-wave: "$0"',
    ],
    [
      "in JSON",
      '{\n  "kind": "ConfigMap",\n  "metadata": {\n    "annotations": {\n      "$0"\n    }\n  }\n}',
      '      "argocd.argoproj.io/sync-wave": "$0"',
    ],
    ["in the second document", `kind: A\n---\n${head}    $0\n`, '    argocd.argoproj.io/sync-wave: "$0"'],
    [
      "in a Helm template",
      `${head}    {{- if .x }}\n    $0\n    {{- end }}\n`,
      '    argocd.argoproj.io/sync-wave: "$0"',
    ],
  ];
  const everywhere = check(`${head}    $0\n`).labels;

  it("offers the keys of any resource, those of the sync order first", () => {
    assert.deepEqual(everywhere.slice(0, 6), [
      "argocd.argoproj.io/sync-wave",
      "argocd.argoproj.io/sync-options",
      "argocd.argoproj.io/hook",
      "argocd.argoproj.io/compare-options",
      "argocd.argoproj.io/ignore-healthcheck",
      "argocd.argoproj.io/ignore-resource-updates",
    ]);
    for (const key of ["helm.sh/hook", "link.argocd.argoproj.io/NAME"]) assert.ok(everywhere.includes(key), key);
  });

  for (const [where, text, firstLine] of offered) {
    it(`offers the same ${where}`, () => {
      const { labels, lines } = check(text);
      assert.deepEqual(labels, everywhere);
      assert.equal(lines[0], firstLine);
    });
  }

  it("begins a value in quotes only where Argo CD reads a number or a flag", () => {
    const { labels, lines } = check(`${head}    $0\n`);
    const lineOf = (key: string): string | undefined => lines[labels.indexOf(`argocd.argoproj.io/${key}`)]?.trim();
    assert.equal(lineOf("sync-wave"), 'argocd.argoproj.io/sync-wave: "$0"');
    assert.equal(lineOf("ignore-healthcheck"), 'argocd.argoproj.io/ignore-healthcheck: "$0"');
    assert.equal(lineOf("hook"), "argocd.argoproj.io/hook: $0");
    assert.equal(lines[labels.indexOf("link.argocd.argoproj.io/NAME")]?.trim(), "link.argocd.argoproj.io/$0");
  });

  it("tells keys, values and snippets apart", () => {
    const kinds = (marked: string): readonly string[] => {
      const { file, offset, application } = openAtCursor(marked);
      return [...new Set(complete(file, offset, application).map(({ kind }) => kind))];
    };
    assert.deepEqual(kinds(`${head}    $0\n`), ["key"]);
    assert.deepEqual(kinds(`${head}    argocd.argoproj.io/hook: $0\n`), ["value"]);
    assert.deepEqual(kinds(`${head}    argocd.argoproj.io/sync-wave: $0\n`), ["value"]);
    const policy = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  syncPolicy: ";
    assert.deepEqual(kinds(`${policy}{$0}`), ["key"]);
    assert.deepEqual(kinds(`${policy}{automated: {prune: $0}}`), ["value"]);
    assert.deepEqual(kinds("$0"), ["snippet"]);
  });

  it("says which version a key needs where that is newer, and puts it last", () => {
    const { labels, details } = check(`${head}    $0\n`, { version: { major: 2, minor: 9 } });
    const newer = labels.filter((_, index) => details[index]?.startsWith("Needs Argo CD "));
    assert.ok(newer.includes("argocd.argoproj.io/ignore-healthcheck"));
    assert.deepEqual(labels.slice(-newer.length), newer);
    assert.match(
      details[labels.indexOf("argocd.argoproj.io/ignore-healthcheck")] ?? "",
      /^Needs Argo CD 2\.14\. [A-Z]/,
    );
  });

  it("puts what belongs to a hook first beside one, and last elsewhere", () => {
    const own = check(`${head}    argocd.argoproj.io/hook: Sync\n    $0\n`).labels;
    const ofHelm = own.filter((key) => key.startsWith("helm.sh/"));
    assert.deepEqual([own[0], ofHelm.at(-1)], ["argocd.argoproj.io/hook-delete-policy", "helm.sh/hook-weight"]);
    const helm = check(`${head}    helm.sh/hook: test\n    $0\n`).labels;
    assert.deepEqual(helm.slice(0, 4), [
      "argocd.argoproj.io/hook-delete-policy",
      "helm.sh/hook-delete-policy",
      "helm.sh/hook-weight",
      "argocd.argoproj.io/sync-wave",
    ]);
  });

  it("leaves out the keys that are there", () => {
    const text = `${head}    argocd.argoproj.io/hook: Sync\n    $0\n    "helm.sh/hook": x\n`;
    const { labels } = check(text);
    assert.deepEqual(
      labels.toSorted(),
      everywhere.filter((key) => key !== "argocd.argoproj.io/hook" && key !== "helm.sh/hook").sort(),
    );
    assert.equal(labels[0], "argocd.argoproj.io/hook-delete-policy", "what belongs to a hook comes first beside one");
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
      "in the annotations of a Kustomization, which reach nothing",
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata:\n  annotations:\n    $0\n",
    ],
    ["at the wrong column", `${head}    a: b\n   $0\n`],
    ["behind an entry that has no comma yet", 'metadata: {annotations: {"a/b": "c" $0}}\n'],
    ["in a comment between braces", "metadata: {annotations: {a: b, # $0\n  c: d}}\n"],
    ["in a list", `${head}    - $0\n`],
    ["in an action", `${head}    {{ .Val$0 }}\n`],
  ];
  for (const [where, text] of silent) {
    it(`offers nothing ${where}`, () => {
      assert.deepEqual(check(text).labels, []);
    });
  }
});

describe("completion after a blank that was typed", () => {
  const labels = (marked: string): readonly string[] => check(marked, { asked: false }).labels;

  it("offers the value of a key and of an item, and no keys and no resources", () => {
    assert.equal(labels(`${head}    argocd.argoproj.io/hook: $0\n`)[0], "PreSync");
    const policy = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  syncPolicy:\n";
    assert.ok(labels(`${policy}    syncOptions:\n      - $0\n`).includes("CreateNamespace=true"));
    for (const text of [`${head}    $0\n`, `${policy}    $0\n`, "$0"]) assert.deepEqual(labels(text), []);
  });
});

describe("completion of waves", () => {
  const labels = (value: string): readonly string[] =>
    check(`${head}    argocd.argoproj.io/sync-wave: ${value}\n`).labels;

  it("offers the number that has been typed first, and those that begin like it", () => {
    assert.deepEqual(labels("$0"), ["0", "-1", "1"]);
    assert.deepEqual(labels('"1$0"'), ["1"]);
    assert.deepEqual(labels("-$0"), ["-1"]);
    assert.deepEqual(labels("42$0"), ["42"]);
    assert.deepEqual(labels("9223372036854775808$0"), [], "That is no 64-bit number.");
    assert.deepEqual(labels("x$0"), []);
  });

  it("offers all of them in front of a wave that is there", () => {
    assert.deepEqual(labels('"$05"'), ["5", "4", "6"]);
  });
});

describe("completion of values", () => {
  const types = ["PreSync", "Sync", "PostSync", "SyncFail", "Skip", "PreDelete", "PostDelete"];
  /** Skip counts only where it is alone. */
  const afterPreSync = types.filter((it) => it !== "PreSync" && it !== "Skip");
  const key = "    argocd.argoproj.io/hook: ";

  const offered: readonly (readonly [where: string, line: string, labels: readonly string[], first: string])[] = [
    ["behind the colon", `${key}$0`, types, `${key}PreSync$0`],
    ["on a half value", `${key}Po$0`, types, `${key}PreSync$0`],
    ["in quotes", `${key}"$0"`, types, `${key}"PreSync$0"`],
    ["in quotes that are open", `${key}"$0`, types, `${key}"PreSync$0`],
    ["in single quotes", `${key}'P$0'`, types, `${key}'PreSync$0'`],
    ["before a comment", `${key}$0 # note`, types, `${key}PreSync$0 # note`],
    ["after a comma", `${key}PreSync,$0`, afterPreSync, `${key}PreSync,Sync$0`],
    ["after a comma and a blank", `${key}PreSync, P$0`, afterPreSync, `${key}PreSync, Sync$0`],
    ["before a comma", `${key}$0,Sync`, types.filter((it) => !/^S(?:ync|kip)$/.test(it)), `${key}PreSync$0,Sync`],
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
      `{\n  "kind": "ConfigMap",\n  "metadata": {\n    "annotations": {\n      "argocd.argoproj.io/hook": ${value}\n    }\n  }\n}`;
    assert.equal(check(text("$0")).lines[0], '      "argocd.argoproj.io/hook": "PreSync"$0');
    assert.equal(check(text('"$0",')).lines[0], '      "argocd.argoproj.io/hook": "PreSync$0",');
  });

  it("says in a few words what a value is, without signs of Markdown", () => {
    const details = (line: string): readonly string[] => check(`${head}    argocd.argoproj.io/${line}$0\n`).details;
    assert.deepEqual(details("hook: ").slice(0, 2), ["hook type, since 1.0", "hook type, since 1.0"]);
    assert.match(details("ignore-healthcheck: ")[0] ?? "", /^[A-Z].*\.$/);
    const fields = "kind: Application\nspec:\n  syncPolicy:\n    syncOptions:\n      - $0\n";
    const rules = check("rules:\n  unknown-option: $0\n", { fileName: ".argocd-annotations.yaml" }).details;
    assert.equal(rules[0], "It fails lint, unless --fail-on says otherwise.");
    for (const detail of [...check(`${head}    $0\n`).details, ...check(fields).details, ...rules])
      assert.doesNotMatch(detail, /`/);
  });

  it("offers options only on the kinds that have them", () => {
    const line = "    argocd.argoproj.io/compare-options: $0\n";
    const onConfigMap = check(head + line).labels;
    const onApplication = check(head.replace("ConfigMap", "Application") + line).labels;
    assert.ok(onConfigMap.includes("IgnoreExtraneous") && onApplication.includes("IgnoreExtraneous"));
    assert.ok(onConfigMap.length < onApplication.length);
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
        ['"0"', "ConfigMap a (Sync)"],
        ['"10"', "Secret b (Sync), Secret d (Sync)"],
        ['"-2"', "Before everything else"],
        ['"11"', "After everything else"],
      ],
    );
    assert.deepEqual(
      complete(file, offset, application).map(({ markdown }) => markdown),
      ["", "", "", "", ""],
      "The details say everything.",
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

describe("completion between brackets", () => {
  const wave = "argocd.argoproj.io/sync-wave";
  const offered: readonly (readonly [where: string, text: string, line: string])[] = [
    ["in empty braces", "metadata: {annotations: {$0}}", `metadata: {annotations: {${wave}: "$0"}}`],
    ["in braces with blanks", "metadata: {annotations: { $0 }}", `metadata: {annotations: { ${wave}: "$0" }}`],
    ["in braces that are open", "metadata: {annotations: {$0", `metadata: {annotations: {${wave}: "$0"`],
    ["in braces of a block", "metadata:\n  annotations: {$0}", `  annotations: {${wave}: "$0"}`],
    ["on a half key", "metadata: {annotations: {argo$0}}", `metadata: {annotations: {${wave}: "$0"}}`],
    ["after another entry", "metadata: {annotations: {a: b, $0}}", `metadata: {annotations: {a: b, ${wave}: "$0"}}`],
    ["before another entry", "metadata: {annotations: {$0 a: b}}", `metadata: {annotations: {${wave}: "$0", a: b}}`],
    [
      "in the quotes of the entries around",
      'metadata: {annotations: {"a": b, $0}}',
      `metadata: {annotations: {"a": b, "${wave}": "$0"}}`,
    ],
    ["on a line of its own", "metadata:\n  annotations: {\n    a: b,\n    $0\n  }", `    ${wave}: "$0"`],
    [
      "in JSON on one line",
      '{"kind":"Secret","metadata":{"annotations":{$0}}}',
      `{"kind":"Secret","metadata":{"annotations":{"${wave}": "$0"}}}`,
    ],
    [
      "in the quotes of JSON on one line",
      '{"kind":"Secret","metadata":{"annotations":{"a/b":"c","$0"}}}',
      `{"kind":"Secret","metadata":{"annotations":{"a/b":"c","${wave}": "$0"}}}`,
    ],
    [
      "in an item of a JSON List",
      '{"kind":"List","items":[{"kind":"Job"},{"metadata":{"annotations":{"$0"}}}]}',
      `{"kind":"List","items":[{"kind":"Job"},{"metadata":{"annotations":{"${wave}": "$0"}}}]}`,
    ],
  ];
  for (const [where, text, line] of offered) {
    it(`offers keys ${where}`, () => {
      assert.equal(check(text).lines[0], line);
    });
  }

  it("leaves the cursor in the quotes of a key that is not complete yet", () => {
    const { lines } = check('metadata: {annotations: {"$0", a: b}}');
    assert.deepEqual(
      lines.filter((line) => line.includes("link.argocd")),
      ['metadata: {annotations: {"link.argocd.argoproj.io/$0", a: b}}'],
    );
  });

  it("offers values in braces and in JSON on one line", () => {
    const hook = "argocd.argoproj.io/hook";
    assert.equal(
      check(`metadata: {annotations: {${hook}: $0}}`).lines[0],
      `metadata: {annotations: {${hook}: PreSync$0}}`,
    );
    assert.equal(
      check(`metadata: {annotations: {${hook}: "PreSync,$0", a: b}}`).lines[0],
      `metadata: {annotations: {${hook}: "PreSync,Sync$0", a: b}}`,
    );
    assert.equal(
      check(`{"metadata":{"annotations":{"${hook}":$0}}}`).lines[0],
      `{"metadata":{"annotations":{"${hook}":"PreSync"$0}}}`,
    );
    assert.equal(
      check(`{"metadata":{"annotations":{"${hook}":"P$0","a":"b"}}}`).lines[0],
      `{"metadata":{"annotations":{"${hook}":"PreSync$0","a":"b"}}}`,
    );
  });
});

describe("completion by what the annotations are on", () => {
  const on = (kind: string, path: string): string => `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\n${path}`;

  it("offers an Application its wave and its own keys first, and nothing else of it elsewhere", () => {
    const { labels } = check(on("Application", "metadata:\n  annotations:\n    $0\n"));
    assert.deepEqual(labels.slice(0, 2), [
      "argocd.argoproj.io/sync-wave",
      "argocd.argoproj.io/manifest-generate-paths",
    ]);
    const ofAll = labels.indexOf("argocd.argoproj.io/sync-options");
    assert.ok(ofAll > labels.indexOf("argocd.argoproj.io/skip-reconcile"));
    assert.ok(ofAll < labels.findIndex((label) => label.startsWith("notifications.argoproj.io/")));
    assert.ok(!check(`${head}    $0\n`).labels.includes("argocd.argoproj.io/manifest-generate-paths"));
  });

  it("offers the keys of Applications in the template of an ApplicationSet", () => {
    const own = check(on("ApplicationSet", "spec:\n  template:\n    metadata:\n      annotations:\n        $0\n"));
    assert.equal(own.labels[0], "argocd.argoproj.io/manifest-generate-paths");
    assert.ok(own.labels.includes("argocd-image-updater.argoproj.io/image-list"));
    for (const key of ["sync-wave", "hook", "sync-options"])
      assert.ok(!own.labels.includes(`argocd.argoproj.io/${key}`), `No sync applies them, so they have no ${key}.`);
  });

  it("offers what runs a hook first, then the same with the usual delete policy, each on a line of its own", () => {
    const pair = ["argocd.argoproj.io/hook", "argocd.argoproj.io/hook + hook-delete-policy"];
    for (const kind of ["Job", "Pod", "Workflow"]) {
      const { labels, lines } = check(on(kind, "metadata:\n  annotations:\n    $0\n"));
      assert.deepEqual(labels.slice(0, 3), [...pair, "argocd.argoproj.io/sync-wave"]);
      assert.equal(lines[1], "    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded$0");
    }
    const withPair = (text: string): boolean => check(text).labels.includes(pair[1] ?? "");
    assert.ok(withPair("metadata:\n  annotations:\n    $0\n"), "The kind is not written yet.");
    assert.ok(!withPair(on("Deployment", "metadata:\n  annotations:\n    $0\n")));
    assert.ok(!withPair(on("Job", "metadata: {annotations: {$0}}\n")), "There is no line for it.");
    assert.ok(!withPair(on("Job", "metadata:\n  annotations:\n    $0: x\n")));
    for (const there of ["argocd.argoproj.io/hook-delete-policy: HookFailed", "helm.sh/hook: test"])
      assert.ok(!withPair(on("Job", `metadata:\n  annotations:\n    ${there}\n    $0\n`)));
  });

  it("writes a hook and its policy into JSON with a comma", () => {
    const text = '{\n  "kind": "Job",\n  "metadata": {"annotations": {\n    $0\n    "a": "b"\n  }}\n}';
    const { file, offset, application } = openAtCursor(text);
    assert.equal(
      complete(file, offset, application).find(({ label }) => label.includes(" + "))?.text,
      '"argocd.argoproj.io/hook": "PreSync",\n    "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation,HookSucceeded",',
    );
  });

  it("never offers what Argo CD writes itself, or what is a request", () => {
    for (const kind of ["Application", "ApplicationSet", "Secret", "Job"]) {
      const { labels } = check(on(kind, "metadata:\n  annotations:\n    $0\n"));
      for (const key of ["refresh", "hydrate", "tracking-id"]) assert.ok(!labels.includes(`argocd.argoproj.io/${key}`));
    }
  });

  it("offers a Secret the label that makes it one of Argo CD's", () => {
    const text = "apiVersion: v1\nkind: Secret\nmetadata:\n  labels:\n    ";
    assert.ok(check(`${text}$0\n`).labels.includes("argocd.argoproj.io/secret-type"));
    assert.ok(check(`${text}argocd.argoproj.io/secret-type: $0\n`).labels.includes("repository"));
  });

  it("offers in a pod template only what works on Pods", () => {
    const { labels } = check("kind: Job\nspec:\n  template:\n    metadata:\n      annotations:\n        $0\n");
    assert.ok(labels.includes("link.argocd.argoproj.io/NAME"));
    assert.ok(!labels.includes("argocd.argoproj.io/sync-wave"));
  });

  const everywhere: readonly (readonly [where: string, fileName: string, text: string])[] = [
    ["in commonAnnotations of a kustomization", "kustomization.yaml", "commonAnnotations:\n  $0\n"],
    ["in the options of all generators", "kustomization.yaml", "generatorOptions:\n  annotations:\n    $0\n"],
    [
      "in the options of one generator",
      "kustomization.yaml",
      "secretGenerator:\n- name: a\n  options:\n    annotations:\n      $0\n",
    ],
    ["in the values of a chart", "chart/values.yaml", "service:\n  annotations:\n    $0\n"],
    ["in values of a prefixed name", "values-prod.yaml", "ingressAnnotations: {$0}\n"],
    [
      "in the metadata of a namespace that the sync creates",
      "app.yaml",
      on("Application", "spec:\n  syncPolicy:\n    managedNamespaceMetadata:\n      annotations:\n        $0\n"),
    ],
  ];
  for (const [where, fileName, text] of everywhere) {
    it(`offers waves ${where}`, () => {
      assert.ok(check(text, { fileName }).labels.includes("argocd.argoproj.io/sync-wave"));
    });
  }

  it("offers nothing for the Pods in the values of a chart but what works on them, and nothing in other files without a kind", () => {
    const pods = check("podAnnotations:\n  $0\n", { fileName: "values.yaml" }).labels;
    assert.ok(!pods.includes("argocd.argoproj.io/sync-wave"));
    assert.deepEqual(check("service:\n  annotations:\n    $0\n", { fileName: "compose.yaml" }).labels, []);
  });

  it("puts what the version does not know last, and says so", () => {
    const line = "    argocd.argoproj.io/sync-options: $0\n";
    const { labels, details } = check(head + line, { version: { major: 2, minor: 9 } });
    const confirm = labels.indexOf("Prune=confirm");
    assert.ok(confirm > labels.indexOf("Validate=false"));
    assert.match(details[confirm] ?? "", /^Needs Argo CD 2\.14\. /);
    const now = check(head + line);
    assert.doesNotMatch(now.details[now.labels.indexOf("Prune=confirm")] ?? "", /Needs/);
  });

  it("does not offer two options that contradict each other", () => {
    const { labels } = check(`${head}    argocd.argoproj.io/sync-options: Prune=false,$0\n`);
    assert.ok(!labels.some((label) => label.startsWith("Prune=")) && labels.includes("Delete=false"));
  });
});

describe("completion in the sync policy", () => {
  const application = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n";

  it("offers the fields of an Application and of the template of an ApplicationSet", () => {
    assert.ok(check(`${application}  syncPolicy:\n    $0\n`).lines.includes("      $0"));
    assert.ok(check(`${application}  syncPolicy:\n    automated: {$0}\n`).lines.includes("    automated: {prune: $0}"));
    const template = application
      .replace("Application", "ApplicationSet")
      .replace("spec:\n", "spec:\n  template:\n    spec:\n");
    assert.ok(check(`${template}      syncPolicy:\n        retry:\n          $0\n`).labels.includes("limit"));
    assert.deepEqual(check("kind: Job\nspec:\n  syncPolicy:\n    $0\n").labels, []);
  });

  it("offers their values without quotes", () => {
    const found = check(`${application}  syncPolicy:\n    automated:\n      prune: $0\n`);
    assert.ok(found.lines.includes("      prune: true$0"));
  });

  it("offers the options of the application that are not there yet", () => {
    const list = `${application}  syncPolicy:\n    syncOptions:\n`;
    const block = check(`${list}    - CreateNamespace=true\n    - $0\n`);
    assert.ok(block.lines.includes("    - ServerSideApply=true$0"));
    assert.ok(!block.labels.includes("CreateNamespace=true"));
    const flow = check(`${application}  syncPolicy:\n    syncOptions: [Prune=false, "S$0"]\n`);
    assert.ok(flow.lines.includes('    syncOptions: [Prune=false, "ServerSideApply=true$0"]'));
  });
});

describe("completion of whole resources", () => {
  it("offers them in an empty file and in an empty document, and nowhere else", () => {
    for (const text of ["$0", "argo$0", "# note\n$0\n", "kind: A\n---\n$0"]) {
      assert.ok(check(text).labels.includes("argocd-migration-job"), text);
    }
    for (const text of ["kind: A\n$0", "$0\nkind: A\n", "  $0", "- $0", "{$0}"]) {
      assert.ok(!check(text).labels.includes("argocd-migration-job"), text);
    }
    for (const fileName of ["values.yaml", "chart/Chart.yaml", "kustomization.yaml"]) {
      assert.deepEqual(check("$0", { fileName }).labels, []);
    }
  });
});

describe("completion of what stands on the next line", () => {
  const application = "apiVersion: argoproj.io/v1alpha1\nkind: Application\n";
  const policy = `${application}spec:\n  syncPolicy:\n`;
  /** The text once an entry with this label has been chosen. */
  function after(marked: string, label: string, fileName = "a.yaml"): string {
    const { text, offset, file, application: around } = openAtCursor(marked);
    const found = complete(file, offset, around, { fileName }).find((it) => it.label === label);
    assert.ok(found, label);
    const { span, text: written, cursor = written.length } = found;
    return `${text.slice(0, span.start)}${written.slice(0, cursor)}$0${written.slice(cursor)}${text.slice(span.end)}`;
  }

  it("begins a mapping or a list below its key, or in brackets", () => {
    assert.equal(after(`${policy}    $0\n`, "automated"), `${policy}    automated:\n      $0\n`);
    assert.equal(after(`${policy}    sync$0\n`, "syncOptions"), `${policy}    syncOptions:\n      - $0\n`);
    assert.equal(after(`${application}spec: {$0}\n`, "syncPolicy"), `${application}spec: {syncPolicy: {$0}}\n`);
    const json = '{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","spec":{"syncPolicy":{"$0"}}}';
    assert.equal(after(json, "syncOptions"), json.replace('"$0"', '"syncOptions": [$0]'));
  });

  it("writes the first key and the first item on a line of their own", () => {
    const head = "kind: ConfigMap\nmetadata:\n  annotations:";
    const wave = "argocd.argoproj.io/sync-wave";
    assert.equal(after(`${head} $0\n`, wave), `${head}\n    ${wave}: "$0"\n`);
    assert.equal(after(`${head} wa$0\n`, wave), `${head}\n    ${wave}: "$0"\n`);
    assert.equal(after(`${head} $0\n      a: b\n`, wave), `${head}\n      ${wave}: "$0"\n      a: b\n`);
    assert.equal(after(`${policy}    automated: $0\n`, "prune"), `${policy}    automated:\n      prune: $0\n`);
    const option = "CreateNamespace=true";
    assert.equal(after(`${policy}    syncOptions: $0\n`, option), `${policy}    syncOptions:\n      - ${option}$0\n`);
    assert.equal(
      after(`${policy}    syncOptions:\n      Cr$0\n`, option),
      `${policy}    syncOptions:\n      - ${option}$0\n`,
    );
  });

  it("writes them from the line under their key at the column of that key, with the blanks that they need", () => {
    const wave = (blanks: string): string => `${blanks}argocd.argoproj.io/sync-wave: "$0"`;
    const under: readonly (readonly [marked: string, line: string, fileName?: string])[] = [
      [`${head}  $0\n`, wave("    ")],
      [`${head}  wav$0`, wave("    ")],
      [`${head}  $0\n`.replaceAll("\n", "\r\n"), wave("    ")],
      [`${head.replace("annotations:", "annotations: # note")}  $0`, wave("    ")],
      [`${head}  'wav$0'`, `    'argocd.argoproj.io/sync-wave': "$0"`],
      [`${head}  $0\n  namespace: b\n`, wave("    ")],
      [`${head}  wav$0\n      app/x: y\n`, wave("      ")],
      ["commonAnnotations:\n$0", wave("  "), "kustomization.yaml"],
      ["pod:\n- annotations:\n  $0", wave("    "), "values.yaml"],
      ["data:\n  a: |\n    kind: Job\n    metadata:\n      annotations:\n      $0\n", wave("        ")],
      ["kind: Application\nspec:\n  syncPolicy:\n    automated:\n    $0", "      enabled: $0"],
      ["kind: Application\nspec:\n  syncPolicy:\n    syncOptions:\n    $0", "      - CreateNamespace=true$0"],
    ];
    for (const [marked, line, fileName = "a.yaml"] of under) {
      const { lines } = check(marked, { fileName });
      assert.ok(lines.includes(line), `${marked} -> ${lines.join("; ")}`);
    }
  });

  it("offers below the line above after what stands at the cursor's own column, each once", () => {
    const { labels } = check("kind: Application\nspec:\n  syncPolicy:\n    retry:\n    $0");
    assert.ok(labels.includes("syncOptions") && labels.indexOf("syncOptions") < labels.indexOf("backoff"));
    assert.equal(new Set(labels).size, labels.length);
  });

  it("offers nothing of a mapping that has its value, or is not on the line above", () => {
    const silent = [
      ...["{}", "null", "{{ toYaml .x }}", "&a", "|", "*a"].map((value) => `${head.trimEnd()} ${value}\n  $0`),
      ...[
        `${head}\n  $0`,
        `${head}  # note\n  $0`,
        `${head}    a: b\n  $0`,
        `${head}  $0: b`,
        `${head}$0`,
        `${head} $0`,
      ],
    ];
    for (const marked of silent) assert.deepEqual(check(marked).labels, [], marked);
  });

  it("replaces one path of several", () => {
    const head = `${application}metadata:\n  annotations:\n    argocd.argoproj.io/manifest-generate-paths: `;
    assert.equal(after(`${head}.;$0\n`, "/"), `${head}.;/$0\n`);
  });

  it("offers the finalizers that people write", () => {
    const head = `${application}metadata:\n  finalizers:\n    - `;
    const plain = "resources-finalizer.argocd.argoproj.io";
    assert.equal(after(`${head}$0\n`, plain), `${head}${plain}$0\n`);
    assert.deepEqual(check(`${head}${plain}\n    - $0\n`).labels, [`${plain}/foreground`, `${plain}/background`]);
  });

  it("offers nothing unasked but values", () => {
    const unasked = (text: string): readonly string[] => check(text, { asked: false }).labels;
    assert.deepEqual(unasked("kind: ConfigMap\nmetadata:\n  annotations: $0\n"), []);
    assert.deepEqual(unasked(`${policy}    syncOptions: $0\n`), []);
    assert.deepEqual(unasked(`${policy}    syncOptions:\n      $0\n`), []);
    assert.equal(unasked(`${policy}    syncOptions:\n      - $0\n`)[0], "CreateNamespace=true");
  });
});

import assert from "node:assert/strict";
import { type Application, buildApplication } from "../../../server/core/application/application.ts";
import {
  type ChangedWaves,
  renumberedWaves,
  shiftedWaves,
} from "../../../server/core/features/refactor/change-waves.ts";
import { type Refactoring, refactorings } from "../../../server/core/features/refactor/refactorings.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { textsAfter } from "../../support/apply-edits.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

type Texts = Readonly<Record<string, string>>;

/** The application of some files, by name. */
function build(texts: Texts): Application {
  const files = Object.entries(texts).map(([name, text]) => ({ name, file: openFile(text) }));
  return buildApplication(files, { name: "shop", source: { type: "directory", path: "shop" }, namespace: "prod" });
}

/** The files after edits; those that no edit touches are left out. */
function after(edits: ChangedWaves | undefined): Texts {
  assert.ok(edits !== undefined, "there are no edits");
  if (typeof edits === "string") assert.fail(edits);
  if ("message" in edits) assert.fail(edits.message);
  return textsAfter(edits);
}

/** Why there are no edits for any number. */
function refusal(edits: ChangedWaves): string {
  return typeof edits === "string" ? edits : assert.fail("there are edits, or another number has some");
}

/** Why there are no edits for this number. */
function refusalOfNumber(edits: ChangedWaves): string {
  return typeof edits === "object" && "message" in edits ? edits.message : assert.fail("it is not the number");
}

/** What is offered at the mark `$0` of one file, or between two of them. */
function offered(texts: Texts, marked: string): readonly Refactoring[] {
  const [name, text = ""] = Object.entries(texts).find(([, it]) => it.includes("$0")) ?? [marked];
  const start = text.indexOf("$0");
  const plain = text.replaceAll("$0", "");
  const end = text.lastIndexOf("$0") - (text.lastIndexOf("$0") === start ? 0 : 2);
  return refactorings(build({ ...texts, [name]: plain }), name, { start, end });
}

/** The files after the refactoring of that name at the mark, and its title. */
function apply(texts: Texts, id: string): { readonly title: string; readonly files: Texts } {
  const found = offered(texts, "").find((it) => it.id === id);
  assert.ok(found, `"${id}" is not offered`);
  return { title: found.title, files: after(found.edits) };
}

function titles(text: string): string[] {
  return offered({ "a.yaml": text }, "").map(({ title }) => title);
}

const job = (name: string, annotations: Readonly<Record<string, string>> = {}): string =>
  manifest("Job", name, annotations);

describe("what is offered on a resource", () => {
  it("is every hook type that it is not, and a wave where it has none", () => {
    assert.deepEqual(titles(job("a").replace("Job", "J$0ob")), [
      "Add sync wave 0 (the default)",
      ...["PreSync", "Sync", "PostSync", "SyncFail", "PreDelete", "PostDelete"].map(
        (it) => `Make this Job a ${it} hook`,
      ),
      "Raise the wave to 1",
      "Lower the wave to -1",
    ]);
  });

  it("is the same on the comment above a resource, and on a document's marker", () => {
    const expected = titles(job("$0a", hook("PreSync")));
    assert.deepEqual(titles(`# $0note\n${job("a", hook("PreSync"))}`), expected);
    assert.deepEqual(titles(`${job("b")}$0---\n# note\n${job("a", hook("PreSync"))}`), expected);
  });

  it("is nothing outside of resources", () => {
    assert.deepEqual(titles("a: b$0\n"), []);
    assert.deepEqual(titles("$0"), []);
    assert.deepEqual(titles("kind: $0Job\nmetadata:\n  name: a\n"), []);
  });

  it("is nothing that a template decides", () => {
    const text = job("a", { "argocd.argoproj.io/sync-wave": "{{ .Values.wave | quote }}" }).replace("Job", "$0Job");
    assert.ok(!titles(text).some((title) => title.includes("wave")));
    const included = `${job("a").replace("Job", "$0Job")}  annotations:\n    {{- include "more" . | nindent 4 }}\n`;
    assert.deepEqual(titles(included), []);
  });

  it("is only to move the waves where several are selected", () => {
    assert.deepEqual(titles(`$0${job("a", wave("1"))}---\n${job("b", wave("5"))}$0---\n${job("c")}`), [
      "Raise the waves of 2 resources by 1",
      "Lower the waves of 2 resources by 1",
    ]);
  });
});

describe("the hook types that are offered", () => {
  const types = (annotations: Readonly<Record<string, string>>, more = ""): string[] =>
    offered({ "a.yaml": job("$0a", annotations) + more }, "").flatMap(({ id }) => /^make (.*)/.exec(id)?.[1] ?? []);

  it("are all but the one that it has", () => {
    assert.deepEqual(types(hook("PreDelete")), ["PreSync", "Sync", "PostSync", "SyncFail", "PostDelete"]);
    assert.equal(types(hook("PreSync,Sync")).length, 6);
    assert.equal(types(hook("typo")).length, 6);
  });

  it("are none on a Helm hook, and where a template writes the hook or could", () => {
    assert.deepEqual(types({ "helm.sh/hook": "pre-install" }), []);
    assert.deepEqual(types(hook("{{ .hook }}")), []);
    assert.deepEqual(types({ a: "b" }, "    {{- toYaml .more | nindent 4 }}\n"), []);
  });

  it("come with a policy only in the deletion, and where there is none", () => {
    const made = (annotations: Readonly<Record<string, string>>, id: string): string | undefined =>
      apply({ "a.yaml": job("$0a", annotations) }, id).files["a.yaml"];
    const policy = { "argocd.argoproj.io/hook-delete-policy": "HookSucceeded" };
    assert.equal(made({}, "make PreDelete"), job("a", { ...hook("PreDelete"), ...policy }));
    assert.equal(made({}, "make SyncFail"), job("a", hook("SyncFail")));
    const helm = { "helm.sh/hook-delete-policy": "hook-failed" };
    assert.equal(made(helm, "make PreDelete"), job("a", { ...hook("PreDelete"), ...helm }));
    const own = { "argocd.argoproj.io/hook-delete-policy": "HookFailed" };
    assert.equal(made(own, "make PreDelete"), job("a", { ...hook("PreDelete"), ...own }));
  });

  it("have nothing to do with a wave, which is offered where there is none", () => {
    const isOffered = (annotations: Readonly<Record<string, string>>): boolean =>
      titles(job("$0a", annotations)).includes("Add sync wave 0 (the default)");
    assert.ok(isOffered(hook("Sync")));
    assert.ok(!isOffered(wave("1")));
    assert.ok(!isOffered({ "helm.sh/hook-weight": '"1"' }));
  });
});

describe("adding annotations", () => {
  it("writes a wave beside what is there, with the line breaks that are there", () => {
    const text = job("$0a", hook("PreSync")).replaceAll("\n", "\r\n");
    const { files } = apply({ "a.yaml": text }, "add wave");
    assert.match(
      files["a.yaml"] ?? "",
      /\r\n {4}argocd\.argoproj\.io\/sync-wave: "0"\r\n {4}argocd\.argoproj\.io\/hook: PreSync\r\n$/,
    );
  });

  it("makes a hook, where there are no annotations yet", () => {
    const { files } = apply({ "a.yaml": job("$0a") }, "make PostSync");
    assert.equal(files["a.yaml"], job("a", hook("PostSync")));
  });

  it("changes the type of a hook in its quotes, and keeps the comment behind it", () => {
    const { files, title } = apply({ "a.yaml": job("$0a", hook("'PreSync' # first")) }, "make PostSync");
    assert.equal(files["a.yaml"], job("a", hook("'PostSync' # first")));
    assert.equal(title, "Make this Job a PostSync hook instead");
  });

  it("gives a hook of the deletion the policy that removes it", () => {
    const { files } = apply({ "a.yaml": job("$0a") }, "make PostDelete");
    assert.equal(
      files["a.yaml"],
      job("a", { ...hook("PostDelete"), "argocd.argoproj.io/hook-delete-policy": "HookSucceeded" }),
    );
  });

  it("works in JSON on one line and in braces", () => {
    const json = '{"apiVersion":"v1","kind":"$0Job","metadata":{"name":"a"}}';
    const { files } = apply({ "a.json": json }, "make PreSync");
    assert.equal(build(files).plan.behaviours[0]?.phases[0], "PreSync");
    const braces = "apiVersion: v1\nkind: $0Job\nmetadata: {name: a, annotations: {a: b}}\n";
    assert.match(
      apply({ "a.yaml": braces }, "add wave").files["a.yaml"] ?? "",
      /\{argocd\.argoproj\.io\/sync-wave: "0", a: b\}/,
    );
  });
});

describe("converting hooks", () => {
  const helm = {
    "helm.sh/hook": "pre-install,pre-upgrade # both",
    "helm.sh/hook-weight": '"-5"',
    "helm.sh/hook-delete-policy": "before-hook-creation,hook-succeeded",
  };
  const argo = {
    "argocd.argoproj.io/hook": "PreSync # both",
    "argocd.argoproj.io/sync-wave": '"-5"',
    "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation,HookSucceeded",
  };

  it("writes a Helm hook as Argo CD's, line by line, and back", () => {
    const there = apply({ "a.yaml": job("$0a", helm) }, "to Argo CD hook");
    assert.equal(there.title, "Convert to an Argo CD hook: PreSync");
    assert.equal(there.files["a.yaml"], job("a", argo));
    const back = apply({ "a.yaml": job("$0a", argo) }, "to Helm hook");
    assert.equal(back.title, "Convert to a Helm hook: pre-install,pre-upgrade");
    assert.equal(back.files["a.yaml"], job("a", helm));
  });

  it("says what has no counterpart", () => {
    const rollback = apply(
      { "a.yaml": job("$0a", { "helm.sh/hook": "post-install,pre-rollback" }) },
      "to Argo CD hook",
    );
    assert.match(rollback.title, /PostSync, without "pre-rollback", which Argo CD does not run$/);
    const failing = apply({ "a.yaml": job("$0a", hook("PostSync,SyncFail")) }, "to Helm hook");
    assert.match(failing.title, /post-install,post-upgrade, without "SyncFail", which Helm does not have$/);
    assert.ok(!titles(job("$0a", { "helm.sh/hook": "test" })).some((title) => title.startsWith("Convert")));
    assert.ok(!titles(job("$0a", hook("Sync"))).some((title) => title.startsWith("Convert")));
  });

  const hooks = (key: string): string => `argocd.argoproj.io/${key}`;
  const conversions: readonly (readonly [
    what: string,
    id: string,
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
  ])[] = [
    [
      "the types of the deletion",
      "to Argo CD hook",
      { "helm.sh/hook": "post-delete,post-install,pre-delete" },
      { [hooks("hook")]: "PostSync,PreDelete,PostDelete" },
    ],
    [
      "all types that Helm has",
      "to Helm hook",
      { [hooks("hook")]: "PostSync,PreDelete,PostDelete,PreSync" },
      { "helm.sh/hook": "post-install,post-upgrade,pre-delete,post-delete,pre-install,pre-upgrade" },
    ],
    [
      "the wave that counts and not the weight",
      "to Argo CD hook",
      { "helm.sh/hook": "pre-install", "helm.sh/hook-weight": '"2"', ...wave("1") },
      { [hooks("hook")]: "PreSync", ...wave("1") },
    ],
    [
      "the policies of both, each once",
      "to Argo CD hook",
      {
        "helm.sh/hook": "pre-install",
        [hooks("hook-delete-policy")]: "HookFailed",
        "helm.sh/hook-delete-policy": "hook-failed,hook-succeeded,nothing",
      },
      { [hooks("hook")]: "PreSync", [hooks("hook-delete-policy")]: "HookFailed,HookSucceeded" },
    ],
    [
      "each policy",
      "to Helm hook",
      { [hooks("hook")]: "PreSync", [hooks("hook-delete-policy")]: "HookFailed,HookSucceeded,BeforeHookCreation" },
      {
        "helm.sh/hook": "pre-install,pre-upgrade",
        "helm.sh/hook-delete-policy": "hook-failed,hook-succeeded,before-hook-creation",
      },
    ],
    [
      "the weight of a hook that has one already",
      "to Helm hook",
      { [hooks("hook")]: "PreSync", "helm.sh/hook-weight": '"2"' },
      { "helm.sh/hook": "pre-install,pre-upgrade", "helm.sh/hook-weight": '"2"' },
    ],
  ];
  for (const [what, id, before, expected] of conversions) {
    it(`keeps ${what}`, () => {
      assert.equal(apply({ "a.yaml": job("$0a", before) }, id).files["a.yaml"], job("a", expected));
    });
  }

  it("is not offered where it would lose something, or nothing is known", () => {
    const convertible = (annotations: Readonly<Record<string, string>>, more = ""): boolean =>
      titles(job("$0a", annotations) + more).some((title) => title.startsWith("Convert"));
    assert.ok(convertible({ "helm.sh/hook": "pre-install" }));
    assert.ok(!convertible({ "helm.sh/hook": "pre-install", ...wave("one"), "helm.sh/hook-weight": '"1"' }));
    assert.ok(!convertible({ "helm.sh/hook": "pre-install", "helm.sh/hook-weight": "{{ .weight }}" }));
    assert.ok(!convertible({ "helm.sh/hook": "pre-install" }, "    {{- toYaml .more | nindent 4 }}\n"));
    assert.ok(!convertible({ ...hook("PreSync"), ...wave("{{ .wave }}") }));
    assert.ok(!convertible({ ...hook("Skip") }));
  });

  it("names all that has no counterpart", () => {
    const { title } = apply({ "a.yaml": job("$0a", hook("PreSync,Sync,SyncFail,typo")) }, "to Helm hook");
    assert.equal(
      title,
      'Convert to a Helm hook: pre-install,pre-upgrade, without "Sync" and "SyncFail", which Helm does not have',
    );
  });
});

describe("moving waves", () => {
  const files = {
    "a.yaml": `${job("one", wave("1"))}---\n${job("zero")}---\n${job("below", wave("-1"))}`,
    "b.yaml": `${job("two", wave("2"))}---\n${job("late", { ...wave("3"), ...hook("PostSync") })}---\n${job("low", wave("-4"))}`,
  };
  const at = (name: string): Texts =>
    Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, text.replace(`name: ${name}\n`, `name: $0${name}\n`)]),
    );

  it("makes room before a wave in all files, in its phase alone", () => {
    const { title, files: changed } = apply(at("one"), "insert before");
    assert.equal(title, "Make room before wave 1 (2 resources in Sync move up)");
    assert.deepEqual(changed, {
      "a.yaml": files["a.yaml"].replace('"1"', '"2"'),
      "b.yaml": files["b.yaml"].replace('"2"', '"3"'),
    });
  });

  it("makes room below 0 downwards, so that what has no wave stays where it is", () => {
    const { files: changed } = apply(at("zero"), "insert before");
    assert.deepEqual(changed, {
      "a.yaml": files["a.yaml"].replace('"-1"', '"-2"'),
      "b.yaml": files["b.yaml"].replace('"-4"', '"-5"'),
    });
    assert.deepEqual(apply(at("below"), "insert after").files, changed);
  });

  it("does not offer to make room where there is enough", () => {
    assert.ok(!offered(at("two"), "").some(({ id }) => id === "insert after"));
    assert.ok(!offered(at("low"), "").some(({ id }) => id === "insert before"));
    assert.ok(!offered(at("late"), "").some(({ id }) => id.startsWith("insert")));
  });

  it("renumbers the waves of a phase, and those of all phases", () => {
    const { title, files: changed } = apply(at("one"), "renumber");
    assert.equal(title, "Renumber the waves 10 apart (4 resources in Sync move)");
    assert.match(changed["b.yaml"] ?? "", /"20"(?:.|\n)*"3"(?:.|\n)*"-20"/);
    const all = after(renumberedWaves(build(files), 5n));
    assert.match(all["b.yaml"] ?? "", /"10"(?:.|\n)*"5"(?:.|\n)*"-10"/);
  });

  it("says why it renumbers nothing, and whether another distance would do", () => {
    const one = build({ "a.yaml": job("a", wave("5")) });
    assert.match(refusalOfNumber(renumberedWaves(one, 5n)), /^The waves of shop are already 5 apart\. Enter another/);
    assert.match(after(renumberedWaves(one, 10n))["a.yaml"] ?? "", /"10"/);
    assert.match(refusalOfNumber(renumberedWaves(one, 2n ** 63n)), /too large/);
    assert.match(refusal(renumberedWaves(build({ "a.yaml": job("a") }), 5n)), /is in wave 0, so there is nothing/);
    const templated = job("t", { "argocd.argoproj.io/sync-wave": "{{ .wave }}" });
    assert.match(refusal(renumberedWaves(build({ "a.yaml": templated }), 5n)), /^Job t stays as it is: a template /);
  });

  it("moves a hook's weight where that is its wave, and gives what has no wave one", () => {
    const text = `${job("a", { "helm.sh/hook": "pre-install", "helm.sh/hook-weight": '"7"' })}---\n${job("b")}`;
    const changed = after(
      shiftedWaves(build({ "a.yaml": text }), "a.yaml", { range: { start: 0, end: text.length }, by: -9n }),
    );
    assert.match(changed["a.yaml"] ?? "", /hook-weight: "-2"\n---\n(?:.|\n)*sync-wave: "-9"/);
  });

  it("counts exactly, and does not go beyond what Argo CD can compare", () => {
    const range = { start: 0, end: 0 };
    const large = build({ "a.yaml": job("a", wave("4611686018427387903")) });
    assert.match(after(shiftedWaves(large, "a.yaml", { range, by: 1n }))["a.yaml"] ?? "", /"4611686018427387904"/);
    assert.match(refusalOfNumber(shiftedWaves(large, "a.yaml", { range, by: 2n })), /too large/);
    assert.match(refusalOfNumber(shiftedWaves(large, "a.yaml", { range, by: 0n })), /^0 changes no wave\./);
    assert.match(refusal(shiftedWaves(build({ "a.yaml": "a: b\n" }), "a.yaml", { range, by: 1n })), /no resource/);
  });

  it("leaves alone what rendering decides, and says so", () => {
    const text = `${job("$0a", wave("1"))}---\n${job("b", { "argocd.argoproj.io/sync-wave": "{{ .Values.wave }}" })}---\n${job("c")}`;
    const { title, files: changed } = apply({ "a.yaml": text }, "insert before");
    assert.equal(title, "Make room before wave 1 (1 resource in Sync moves up, leaving 1 wave that a template sets)");
    assert.match(changed["a.yaml"] ?? "", /\{\{ \.Values\.wave \}\}/);
  });

  /** The titles of what moves waves at the mark. */
  const moves = (...documents: readonly string[]): string[] =>
    offered({ "a.yaml": documents.join("---\n") }, "")
      .filter(({ kind }) => kind === "move")
      .map(({ title }) => title);

  it("says what is moved, and which way", () => {
    const templated = job("t", { "argocd.argoproj.io/sync-wave": "{{ .wave }}" });
    assert.deepEqual(moves(job("$0a", wave("-1")), job("b", wave("-2")), job("c", wave("3"))), [
      "Raise the wave to 0",
      "Lower the wave to -2",
      "Make room before wave -1 (1 resource in Sync moves down)",
      "Make room after wave -1 (2 resources in Sync move down)",
      "Renumber the waves 10 apart (3 resources in Sync move)",
    ]);
    assert.deepEqual(moves(job("$0a"), job("b", wave("1")), job("c", wave("-1")), templated, templated), [
      "Raise the wave to 1",
      "Lower the wave to -1",
      "Make room before wave 0 (1 resource in Sync moves down, leaving 2 waves that a template sets)",
      "Make room after wave 0 (1 resource in Sync moves up, leaving 2 waves that a template sets)",
      "Renumber the waves 10 apart (2 resources in Sync move, leaving 2 waves that a template sets)",
    ]);
    assert.deepEqual(moves(job("$0a", hook("PreSync,PostSync")), job("b", { ...hook("PostSync"), ...wave("1") })), [
      "Raise the wave to 1",
      "Lower the wave to -1",
      "Make room after wave 0 (1 resource in PreSync and PostSync moves up)",
      "Renumber the waves 10 apart (1 resource in PreSync and PostSync moves)",
    ]);
    assert.deepEqual(moves(job("$0a", wave("1")), job("b"), templated).slice(2), [
      "Make room before wave 1 (1 resource in Sync moves up, leaving 1 wave that a template sets)",
      "Renumber the waves 10 apart (1 resource in Sync moves, leaving 1 wave that a template sets)",
    ]);
    assert.deepEqual(moves(`$0${job("a", wave("1"))}`, templated, `${job("b")}$0`), [
      "Raise the waves of 2 resources by 1, leaving 1 wave that a template sets",
      "Lower the waves of 2 resources by 1, leaving 1 wave that a template sets",
    ]);
  });

  it("moves exactly what lies on the other side", () => {
    const text = (...waves: readonly number[]): string =>
      waves.map((it, index) => job(`r${index}`, wave(`${it}`))).join("---\n");
    const moved = (index: number, id: string, ...waves: readonly number[]): number[] => {
      const file = text(...waves).replace(`r${index}\n`, `$0r${index}\n`);
      const changed = apply({ "a.yaml": file }, id).files["a.yaml"] ?? "";
      return Array.from(changed.matchAll(/"(-?\d+)"/g), ([, number]) => Number(number));
    };
    assert.deepEqual(moved(2, "insert before", -2, 0, 2, 4), [-2, 0, 3, 5]);
    assert.deepEqual(moved(2, "insert after", -2, 0, 2, 4), [-2, 0, 2, 5]);
    assert.deepEqual(moved(0, "insert after", -2, 0, 2, 4), [-3, 0, 2, 4]);
    assert.deepEqual(moved(1, "insert before", -2, 0, 2, 4), [-3, 0, 2, 4]);
    assert.deepEqual(moved(1, "insert after", -2, 0, 2, 4), [-2, 0, 3, 5]);
    assert.deepEqual(moved(0, "renumber", -7, -2, 0, 2, 2, 3), [-20, -10, 0, 10, 10, 20]);
    assert.deepEqual(moved(0, "raise", 0, 4), [1, 4]);
    assert.deepEqual(moved(1, "lower", 0, 4), [0, 3]);
  });

  it("moves only what the range touches", () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => job(name, wave("0")));
    const list = `# list\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Job\n  metadata: {name: a}\n- apiVersion: v1\n  kind: Job\n  metadata: {name: b}\n`;
    const documents = `${a ?? ""}---\n${b ?? ""}---\n# above\n${c ?? ""}`;
    const touched = (text: string, start: number, end: number): string => {
      const application = build({ "a.yaml": text, "b.yaml": job("other") });
      const edits = shiftedWaves(application, "a.yaml", { range: { start, end }, by: 1n });
      if (typeof edits === "string") return "";
      return build(after(edits))
        .members.filter((_, index) => build(after(edits)).plan.behaviours[index]?.wave === 1n)
        .map(({ resource }) => resource.name)
        .join("");
    };
    const at = (text: string, part: string): number => text.indexOf(part);
    const marker = at(documents, "---");
    assert.equal(touched(documents, 0, 0), "a");
    assert.equal(touched(documents, 0, marker), "a");
    assert.equal(touched(documents, 0, marker + 1), "ab");
    assert.equal(touched(documents, marker, marker), "b");
    assert.equal(touched(documents, marker, at(documents, "# above") - 4), "b");
    assert.equal(touched(documents, at(documents, "# above"), at(documents, "# above")), "c");
    assert.equal(touched(documents, marker - 1, documents.length), "abc");
    assert.equal(touched(list, 0, 0), "a");
    assert.equal(touched(list, at(list, "- apiVersion"), at(list, "- apiVersion")), "a");
    assert.equal(touched(list, list.lastIndexOf("- apiVersion"), list.lastIndexOf("- apiVersion")), "b");
    assert.equal(touched(list, 0, list.lastIndexOf("- apiVersion")), "a");
    assert.equal(touched(list, 0, list.length), "ab");
  });

  it("offers nothing where an anchor would carry the change to another resource", () => {
    const item = (name: string, annotations: string): string =>
      `- apiVersion: v1\n  kind: Job\n  metadata:\n    name: ${name}\n    annotations: ${annotations}\n`;
    const text = `apiVersion: v1\nkind: List\nitems:\n${item("a", '&x {argocd.argoproj.io/sync-wave: "1"}')}${item("b", "*x")}`;
    const application = build({ "a.yaml": text });
    const range = { start: text.indexOf("name: a"), end: text.indexOf("name: a") };
    const [both, ...more] = refactorings(application, "a.yaml", range);
    assert.equal(both?.title, "Renumber the waves 10 apart (2 resources in Sync move)");
    assert.equal(after(both.edits)["a.yaml"], text.replace('"1"', '"10"'), "this one is meant for both resources");
    assert.deepEqual(more, []);
    assert.match(
      refusal(shiftedWaves(application, "a.yaml", { range, by: 1n })),
      /^Job a stays as it is: it shares text with others through a YAML anchor/,
    );
  });
});

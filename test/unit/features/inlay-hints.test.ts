import assert from "node:assert/strict";
import { inlayHints } from "../../../server/core/features/inlay-hints.ts";
import { openAtCursor } from "../../support/cursor.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

/** A text with each hint in brackets where it is shown. */
function check(text: string): string {
  const { application } = openAtCursor(`${text}$0`);
  return inlayHints(application, "file.yaml", { start: 0, end: text.length }).reduceRight(
    (shown, { offset, label }) => `${shown.slice(0, offset)}[${label}]${shown.slice(offset)}`,
    text,
  );
}

describe("inlay hints", () => {
  it("show wave 0 and the default policy where neither is written", () => {
    const text = `${manifest("Job", "a", hook("PreSync"))}---\n${manifest("Secret", "b")}`;
    const shown = check(text);
    assert.equal(
      shown,
      text
        .replace("name: a\n", "name: a[wave 0]\n")
        .replace("hook: PreSync\n", "hook: PreSync[BeforeHookCreation]\n")
        .replace("name: b\n", "name: b[wave 0]\n"),
    );
  });

  it("show nothing where all is written, in what a sync does not apply, and where nothing is Argo CD's", () => {
    const all = { ...hook("PreSync"), ...wave("0"), "argocd.argoproj.io/hook-delete-policy": "HookSucceeded" };
    for (const text of [
      manifest("Job", "a", all),
      manifest("Job", "a", hook("Skip")),
      manifest("Secret", "a"),
      "a: b\n",
      manifest("Job", "a", { ...hook("{{ .Values.hook }}"), ...wave("{{ .Values.wave }}") }),
    ]) {
      assert.equal(check(text), text);
    }
  });

  it("show what Argo CD makes of Helm's annotations", () => {
    const text = manifest("Job", "a", {
      "helm.sh/hook": "pre-install,pre-upgrade",
      "helm.sh/hook-weight": '"-5"',
      "helm.sh/hook-delete-policy": "hook-succeeded",
    });
    assert.equal(
      check(text),
      text
        .replace("pre-upgrade\n", "pre-upgrade[PreSync]\n")
        .replace('"-5"', '"-5"[wave -5]')
        .replace("hook-succeeded", "hook-succeeded[HookSucceeded]"),
    );
  });

  it("show nothing of a Helm hook that an Argo CD hook takes the place of", () => {
    const text = manifest("Job", "a", { ...hook("PostSync"), ...wave("1"), "helm.sh/hook": "pre-install" });
    assert.equal(check(text), text.replace("PostSync\n", "PostSync[BeforeHookCreation]\n"));
  });

  /** Each is a text as it is shown, with its hints in brackets. */
  const shown: readonly (readonly [what: string, text: string])[] = [
    [
      "the types of a Helm hook that is run in a sync and in the deletion, each once",
      manifest("Job", "a[wave 0]", {
        "helm.sh/hook": "pre-install,post-delete,pre-upgrade[BeforeHookCreation][PreSync, PostDelete]",
      }),
    ],
    [
      "the default policy of a hook of the deletion, which is in no wave",
      manifest("Job", "a", hook("PreDelete[BeforeHookCreation]")),
    ],
    [
      "the default policy of a Helm hook of the deletion",
      manifest("Job", "a", { "helm.sh/hook": "pre-delete[BeforeHookCreation][PreDelete]" }),
    ],
    [
      "no policy beside one that only rendering tells",
      manifest("Job", "a[wave 0]", { ...hook("Sync"), "argocd.argoproj.io/hook-delete-policy": "{{ .policy }}" }),
    ],
    [
      "each of Helm's policies once",
      manifest("Job", "a[wave 0]", {
        "helm.sh/hook": "pre-delete,pre-install[PreDelete, PreSync]",
        "helm.sh/hook-delete-policy": "hook-failed,foo,hook-succeeded,hook-failed[HookFailed, HookSucceeded]",
      }),
    ],
    [
      "nothing of Helm's policies on what is no hook",
      manifest("Job", "a[wave 0]", { "helm.sh/hook-delete-policy": "hook-failed" }),
    ],
    ["no wave of a weight that only rendering tells", manifest("Job", "a", { "helm.sh/hook-weight": "{{ .weight }}" })],
    ["no wave beside a weight that does not count", manifest("Job", "a", { "helm.sh/hook-weight": "heavy" })],
    ["no wave beside one that does not count", manifest("Job", "a", wave("first"))],
    [
      "the wave behind a generated name",
      manifest("Job", "a", hook("Sync[BeforeHookCreation]")).replace("name: a", "generateName: a-[wave 0]"),
    ],
    [
      "the wave behind the kind where there is no name",
      `${manifest("Job", "b[wave 0]", hook("Sync[BeforeHookCreation]"))}---\napiVersion: v1\nkind: Secret[wave 0]\n`,
    ],
    [
      "nothing behind values that are written below their keys",
      "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name:\n    a\n  annotations:\n    argocd.argoproj.io/hook:\n      PreSync\n",
    ],
    [
      "what counts of a key that is there twice",
      `${manifest("Job", "a[wave 0]", hook("PreSync"))}    argocd.argoproj.io/hook: Sync[BeforeHookCreation]\n`,
    ],
    [
      "nothing where an anchor brings it in",
      "x: &x {argocd.argoproj.io/hook: PreSync}\napiVersion: batch/v1\nkind: Job\nmetadata:\n  annotations:\n    <<: *x\n  name: a[wave 0]\n",
    ],
    [
      "nothing in what Argo CD does not apply",
      `${manifest("Job", "a[wave 0]", hook("Sync[BeforeHookCreation]"))}---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata:\n  name: b\n---\nkind: Secret\nmetadata:\n  name: c\n`,
    ],
    [
      "the hints of a List in the order of the text",
      "apiVersion: v1\nkind: List\nitems:\n- apiVersion: batch/v1\n  kind: Job\n  metadata:\n    annotations: {argocd.argoproj.io/hook: Sync[BeforeHookCreation]}\n    name: a[wave 0]\n",
    ],
  ];
  for (const [what, text] of shown) {
    it(`show ${what}`, () => {
      assert.equal(check(text.replaceAll(/\[[^\]]*\]/g, "")), text);
    });
  }

  it("are only those of the range and of the file that are asked for", () => {
    const text = `${manifest("Job", "a", hook("PreSync"))}---\n${manifest("Secret", "b")}`;
    const { application } = openAtCursor(`${text}$0`);
    const between = (start: number, end: number): string[] =>
      inlayHints(application, "file.yaml", { start, end }).map(({ label }) => label);
    const [first, last] = [text.indexOf("name: a") + 7, text.indexOf("name: b") + 7];
    assert.deepEqual(between(first, last), ["wave 0", "BeforeHookCreation", "wave 0"]);
    assert.deepEqual(between(first + 1, last - 1), ["BeforeHookCreation"]);
    assert.deepEqual(inlayHints(application, "other.yaml", { start: 0, end: text.length }), []);
  });

  it("say where they come from", () => {
    const { application } = openAtCursor(
      `${manifest("Job", "a", hook("PreSync"))}---\n${manifest("Job", "b", { "helm.sh/hook": "pre-install", "helm.sh/hook-weight": '"1"', "helm.sh/hook-delete-policy": "hook-failed" })}$0`,
    );
    assert.deepEqual(
      inlayHints(application, "file.yaml", { start: 0, end: 1000 }).map(({ tooltip }) => tooltip),
      [
        "No sync wave is set, so this resource is in wave 0.",
        "No delete policy is set, so the default applies: the hook stays until the next sync recreates it.",
        "Argo CD runs this Helm hook as these hook types.",
        "Argo CD uses the hook weight as the sync wave.",
        "Argo CD reads the Helm policies as these delete policies.",
      ],
    );
  });
});

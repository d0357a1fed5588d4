import assert from "node:assert/strict";
import { inlayHints } from "../../../server/core/features/inlay-hints.ts";
import { openAtCursor } from "../../support/cursor.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

/** A text with each hint in brackets where it is shown. */
function check(text: string, to = text.length): string {
  const { application } = openAtCursor(`${text}$0`);
  return inlayHints(application, "file.yaml", { start: 0, end: to }).reduceRight(
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

  it("are only those of the range that is asked for", () => {
    const text = `${manifest("Job", "a", hook("PreSync"))}---\n${manifest("Secret", "b")}`;
    assert.equal(check(text, text.indexOf("---")).match(/\[/g)?.length, 2);
  });
});

import assert from "node:assert/strict";
import { openFile } from "../../../server/core/index.ts";
import { annotationNotReadHere } from "../../../server/core/rules/annotation-not-read-here.ts";
import { diagnoseFile } from "../../support/diagnose.ts";
import { manifest } from "../../support/manifests.ts";

/** What is said of annotations to those who use a version of Argo CD. */
function said(annotations: Readonly<Record<string, string>>, major: number, minor: number): string[] {
  const file = openFile(manifest("Job", "a", annotations));
  const found = diagnoseFile(file, { version: { major, minor } });
  return found.flatMap(({ rule, message }) => (rule === annotationNotReadHere ? [] : [`${rule.id}: ${message}`]));
}

describe("what a version does not have", () => {
  const advice = "Update Argo CD, or do without it.";
  const settings = (version: string): string => `Argo CD ${version}, the version in the settings,`;

  it("is a key that it does not read", () => {
    const key = "argocd.argoproj.io/ignore-healthcheck";
    assert.deepEqual(said({ [key]: '"true"' }, 2, 9), [
      `needs-newer-argo-cd: "${key}" needs Argo CD 2.14: ${settings("2.9")} does not read it. ${advice}`,
    ]);
    assert.deepEqual(said({ [key]: '"true"' }, 2, 14), []);
  });

  it("is an option that it ignores", () => {
    const key = "argocd.argoproj.io/sync-options";
    assert.deepEqual(said({ [key]: "Replace=true,Prune=confirm" }, 2, 9), [
      `needs-newer-argo-cd: "Prune=confirm" needs Argo CD 2.14: ${settings("2.9")} ignores it. ${advice}`,
    ]);
  });

  it("is a hook type, without which a hook is never applied if it has no other", () => {
    const key = "argocd.argoproj.io/hook";
    const [alone] = said({ [key]: "PreDelete" }, 3, 2);
    assert.match(
      alone ?? "",
      /^needs-newer-argo-cd: "PreDelete" needs Argo CD 3\.3: .* ignores it, so it never applies this Job\. /,
    );
    const beside = said({ [key]: "PreSync,PreDelete" }, 3, 2);
    assert.match(
      beside.join(),
      /"PreDelete" needs Argo CD 3\.3: Argo CD 3\.2, the version in the settings, ignores it\. /,
    );
  });

  it("is a first option that decides, or one that only overrides: since 3.4", () => {
    const key = "argocd.argoproj.io/sync-options";
    const ids = (minor: number): readonly string[] =>
      said({ [key]: "Delete=true,Delete=false" }, 3, minor).map((text) => text.slice(0, text.indexOf(":")));
    assert.deepEqual(ids(4), ["option-without-effect", "resource-not-protected"]);
    assert.deepEqual(ids(3), ["needs-newer-argo-cd"]);
  });

  it("is what no version has yet, whatever the settings say", () => {
    const key = "argocd.argoproj.io/ignore-restart-policy";
    assert.match(
      said({ [key]: '"true"' }, 3, 5).join(),
      /^not-yet-released: "argocd\.argoproj\.io\/ignore-restart-policy" needs Argo CD 3\.6, which is not released yet, .* set "argocdAnnotations\.argocdVersion" to "3\.6"\.$/,
    );
    assert.match(said({ [key]: '"true"' }, 3, 4).join(), /^needs-newer-argo-cd: .* needs Argo CD 3\.6: Argo CD 3\.4, /);
    assert.deepEqual(said({ [key]: '"true"' }, 3, 6), []);
  });
});

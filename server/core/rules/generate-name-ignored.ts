import { findAnnotation } from "../catalogue/index.ts";
import { removeAt } from "../edit/entries.ts";
import { entryOf, type Entry, nodeAt } from "../manifest/node.ts";
import { sameBranch } from "../rule-kit/annotations.ts";
import { generateNameOf, isCopyOfLiveObject } from "../rule-kit/hooks.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { shown, thisKind } from "../rule-kit/words.ts";

/** Mirrors `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go. */
export const generateNameIgnored: Rule = {
  id: "generate-name-ignored",
  severity: "information",
  summary: "A generateName has no effect if the resource also has a name.",
  docs: `
If the metadata has both \`name\` and \`generateName\`, Argo CD uses the name, and no sync generates a new one.
A hook with a fixed name still runs in every sync, because its delete policy \`BeforeHookCreation\` deletes the old one.
Kustomize requires a name for every resource, so manifests for it often have both.
`,
  unnecessary: true,
  *check(subject) {
    const entry = generateNameOf(subject);
    const { name, annotations } = subject.manifest;
    if (entry === undefined || name === "" || !isAlwaysNamed(subject, entry)) return;
    // In a cluster, every object with a generated name has both.
    if (isCopyOfLiveObject(subject) || !annotations.some(({ key }) => findAnnotation(key.text) !== undefined)) return;
    yield {
      span: entry.key.span,
      message: `"generateName" has no effect next to "name": ${thisKind(subject)} is called ${shown(name)} in every sync. Remove one of the two.`,
      fixes: removal(subject, entry),
    };
  },
  examples: [
    {
      title: "Both names",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: smoke-test
  generateName: smoke-test-
# ^^^^^^^^^^^^ "generateName" has no effect next to "name": this Job is called "smoke-test" in every sync. Remove one of the two.
  annotations:
    argocd.argoproj.io/hook: PostSync
`,
    },
    {
      title: "A new name in every sync",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: smoke-test-
  annotations:
    argocd.argoproj.io/hook: PostSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    },
  ],
};

/** Whether no template decides that only one of the two names is there. */
function isAlwaysNamed(subject: Subject, entry: Entry): boolean {
  const name = entryOf(nodeAt(subject.manifest.node, "metadata"), "name");
  return name !== undefined && sameBranch(subject, name.key.span.start, entry.key.span.start);
}

function removal({ text, manifest }: Subject, entry: Entry): Fix[] {
  const metadata = nodeAt(manifest.node, "metadata");
  const edit = metadata?.type === "map" ? removeAt(text, { entry, map: metadata }) : undefined;
  return edit === undefined ? [] : [{ title: 'Remove "generateName"', edits: [edit] }];
}

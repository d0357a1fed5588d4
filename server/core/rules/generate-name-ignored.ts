import { findAnnotation } from "../catalogue/index.ts";
import { sameLetters } from "../catalogue/near.ts";
import { removeAt, writeKey } from "../edit/entries.ts";
import { moveField } from "../edit/move-field.ts";
import { entryOf, type Entry, nodeAt } from "../manifest/node.ts";
import { sameBranch } from "../rule-kit/annotations.ts";
import { generateNameOf, isCopyOfLiveObject } from "../rule-kit/hooks.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { shown, thisKind } from "../rule-kit/words.ts";

const generateNameKey = "generateName";

/** Mirrors `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go. */
export const generateNameIgnored: Rule = {
  id: "generate-name-ignored",
  severity: "information",
  summary: "A generateName has no effect outside of metadata, or if the resource also has a name.",
  docs: `
Kubernetes reads \`generateName\` only from \`metadata\`: elsewhere, it is an unknown field, and the resource has no name.
If the metadata has both \`name\` and \`generateName\`, Argo CD uses the name, and no sync generates a new one.
A hook with a fixed name still runs in every sync, because its delete policy \`BeforeHookCreation\` deletes the old one.
Kustomize requires a name for every resource, so manifests for it often have both.
`,
  unnecessary: true,
  *check(subject) {
    yield* misplacedFindings(subject);
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
      title: "Beside the metadata",
      yaml: `
apiVersion: batch/v1
kind: Job
generateName: smoke-test-
#^^^^^^^^^^^^ Kubernetes reads "generateName" only from "metadata", so this Job has no name and is rejected. Move it there.
metadata:
  annotations:
    argocd.argoproj.io/hook: PostSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: smoke-test-
  annotations:
    argocd.argoproj.io/hook: PostSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    },
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

/** A generateName beside the metadata, in the spec, or misspelt in the metadata of a resource that has no name. */
function* misplacedFindings(subject: Subject): Generator<Finding> {
  const { node, name, generateName, group } = subject.manifest;
  if (name !== "" || generateName !== "" || subject.actions.length > 0) return;
  const metadata = entryOf(node, "metadata")?.value;
  if (metadata?.type === "map") {
    for (const entry of metadata.entries) {
      if (!sameLetters(entry.key.text, generateNameKey) || entry.merged) continue;
      const edit = writeKey(entry, generateNameKey);
      yield {
        span: entry.key.span,
        message: `Kubernetes reads only "generateName", so ${thisKind(subject)} has no name and is rejected. Change the key.`,
        fixes:
          edit === undefined
            ? []
            : [{ title: `Change the key to "${generateNameKey}"`, edits: [edit], preferred: true }],
      };
    }
  }
  // Other kinds may have a field of that name.
  const isBuiltIn = !group.includes(".") || group.endsWith(".k8s.io");
  for (const map of [node, isBuiltIn ? nodeAt(node, "spec") : undefined]) {
    const entry = entryOf(map, generateNameKey);
    if (entry === undefined || entry.merged || map?.type !== "map") continue;
    const edits = moveField(subject, { entry, map, owner: undefined }, node, ["metadata", generateNameKey]);
    yield {
      span: entry.key.span,
      message: `Kubernetes reads "generateName" only from "metadata", so ${thisKind(subject)} has no name and is rejected. Move it there.`,
      fixes: edits === undefined ? [] : [{ title: 'Move it to "metadata"', edits, preferred: true }],
    };
  }
}

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

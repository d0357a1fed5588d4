import { findAnnotation } from "../catalogue/index.ts";
import { syncOptions } from "../catalogue/annotations/sync-options.ts";
import { hasOption } from "../sync/annotations.ts";
import { resourceAsMeant } from "../rule-kit/annotations.ts";
import { generateNameOf, makeHook, mayBeHook } from "../rule-kit/hooks.ts";
import { giveName } from "../rule-kit/name-fixes.ts";
import type { Rule, Subject } from "../rule-kit/rule.ts";
import { thisKind } from "../rule-kit/words.ts";

/** Mirrors `getSyncTasks` and `applyObject` in gitops-engine/pkg/sync/sync_context.go. */
export const generateNameWithoutHook: Rule = {
  id: "generate-name-without-hook",
  severity: "information",
  summary: "Only hooks can have a generateName instead of a name.",
  docs: `
Argo CD applies resources like \`kubectl apply\`, which needs a name to find the object again: without one, the whole sync fails.
With \`Replace=true\`, it creates another object in each sync, and the application is never in sync.
For a hook, Argo CD builds the name from \`generateName\`, the revision, the phase and the time.
`,
  *check(subject) {
    const entry = generateNameOf(subject);
    const { name, annotations } = subject.manifest;
    if (entry === undefined || name !== "" || mayBeHook(subject)) return;
    if (!annotations.some(({ key }) => findAnnotation(key.text) !== undefined)) return;
    yield {
      span: entry.key.span,
      message: `Only hooks can have a "generateName": ${costOf(subject)} Give it a "name", or make it a hook.`,
      fixes: [...giveName(subject, entry), ...makeHook(subject)],
    };
  },
  examples: [
    {
      title: "A sync wave does not make a Job a hook",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: migrate-
# ^^^^^^^^^^^^ Only hooks can have a "generateName": the sync fails because Argo CD cannot apply this Job without a name. Give it a "name", or make it a hook.
  annotations:
    argocd.argoproj.io/sync-wave: "-1"
`,
    },
    {
      title: "A hook",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: migrate-
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    },
  ],
};

function costOf(subject: Subject): string {
  const { annotations } = resourceAsMeant(subject);
  return hasOption(annotations, syncOptions.key, "Replace=true")
    ? `each sync creates another ${/^[A-Za-z]+$/.test(subject.manifest.kind) ? subject.manifest.kind : "object"}, and the application is never in sync.`
    : `the sync fails because Argo CD cannot apply ${thisKind(subject)} without a name.`;
}

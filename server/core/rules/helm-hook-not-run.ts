import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { helmHookTypes } from "../sync/helm-hook.ts";
import { isNeverApplied, isWritten, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { itemsOf } from "../rule-kit/items.ts";
import { makeHook } from "../rule-kit/hooks.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { andList, thisKind } from "../rule-kit/words.ts";

/** Mirrors `NewType` in gitops-engine/pkg/sync/hook/helm/type.go. */
export const helmHookNotRun: Rule = {
  id: "helm-hook-not-run",
  severity: "information",
  summary: "Argo CD has no equivalent of Helm's test and rollback hooks and never applies them.",
  docs: `
Argo CD maps Helm's install, upgrade and delete hooks to its own hooks.
It has no equivalent of \`test\`, \`pre-rollback\` and \`post-rollback\`, so a resource with only these is neither applied nor shown.
That is usually fine, because \`helm test\` and \`helm rollback\` are not used together with Argo CD.
To run such a test after each sync, add \`argocd.argoproj.io/hook: PostSync\`.
`,
  *check(subject) {
    if (isWritten(subject, hook)) return;
    for (const known of knownAnnotations(subject, helmHook)) {
      const items = itemsOf(known);
      const rightly =
        items.length > 0 && items.every(({ text }) => (helmHookTypes as readonly string[]).includes(text));
      if (!rightly || !isNeverApplied(subject, known.annotation)) continue;
      const types = andList(items.map(({ text }) => `"${text}"`));
      yield {
        span: valueSpan(subject, known.annotation),
        message: `Argo CD has no equivalent of the Helm ${items.length === 1 ? "hook" : "hooks"} ${types}, so it never applies ${thisKind(subject)}. To run it after each sync, add "${hook.key}: PostSync".`,
        fixes: makeHook(subject, ["PostSync"]),
      };
    }
  },
  examples: [
    {
      title: "A Helm test",
      yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: smoke-test
  annotations:
    helm.sh/hook: test
    #             ^^^^ Argo CD has no equivalent of the Helm hook "test", so it never applies this Pod. To run it after each sync, add "argocd.argoproj.io/hook: PostSync".
`,
    },
    {
      title: "A rollback hook that is also an upgrade hook",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    helm.sh/hook: pre-upgrade,pre-rollback
`,
    },
  ],
};

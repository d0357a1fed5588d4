import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { helmHookTypes } from "../sync/helm-hook.ts";
import { behaviourWith, isWritten, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { itemsOf } from "../rule-kit/items.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { andList, thisKind } from "../rule-kit/words.ts";

export const helmHookNotRun: Rule = {
  id: "helm-hook-not-run",
  severity: "information",
  summary: "Argo CD has no counterpart for Helm's test and rollback hooks and never applies them.",
  docs: `
Argo CD maps the Helm hooks of installation, upgrade and deletion to hooks of its own.
It has no counterpart for \`test\`, \`pre-rollback\` and \`post-rollback\`: a resource with only these is neither applied nor shown.
That is usually fine, since \`helm test\` and \`helm rollback\` are not used together with Argo CD.
To run such a test after each sync, give the resource \`argocd.argoproj.io/hook: PostSync\`.
`,
  *check(subject) {
    if (isWritten(subject, hook)) return;
    for (const known of knownAnnotations(subject, helmHook)) {
      const items = itemsOf(known);
      const rightly =
        items.length > 0 && items.every(({ text }) => (helmHookTypes as readonly string[]).includes(text));
      if (!rightly || behaviourWith(subject, known.annotation).role !== "dropped") continue;
      const types = andList(items.map(({ text }) => `"${text}"`));
      yield {
        span: valueSpan(subject, known.annotation),
        message: `Argo CD has no counterpart for the Helm ${items.length === 1 ? "hook" : "hooks"} ${types} and never applies ${thisKind(subject)}. To run it after each sync, add "${hook.key}: PostSync".`,
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
    #             ^^^^ Argo CD has no counterpart for the Helm hook "test" and never applies this Pod. To run it after each sync, add "argocd.argoproj.io/hook: PostSync".
`,
    },
    {
      title: "A rollback hook that is an upgrade hook as well",
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

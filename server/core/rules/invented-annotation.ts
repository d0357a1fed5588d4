import { inventedKeys } from "../catalogue/keys.ts";
import { wherever } from "../manifest/place.ts";
import { readAnnotations } from "../rule-kit/annotations.ts";
import type { Rule } from "../rule-kit/rule.ts";

export const inventedAnnotation: Rule = {
  id: "invented-annotation",
  severity: "warning",
  summary: "Some annotations that sound like Argo CD's own are read by no version of it.",
  docs: `
Argo CD has no annotation for dependencies, ignored differences, sync policies, projects or finalizers, and ignores these keys without a word.
Dependencies are expressed by sync waves, the rest by fields of the Application.
`,
  places: wherever,
  unnecessary: true,
  *check(subject) {
    for (const { key } of readAnnotations(subject)) {
      const advice = inventedKeys.get(key.text);
      if (advice === undefined) continue;
      yield { span: key.span, message: `No version of Argo CD reads "${key.text}", so it has no effect. ${advice}` };
    }
  },
  examples: [
    {
      title: "There are no dependencies between resources",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/depends-on: database
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No version of Argo CD reads "argocd.argoproj.io/depends-on", so it has no effect. Order the two resources with sync waves.
`,
    },
    {
      title: "Waves order resources",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
    },
  ],
};

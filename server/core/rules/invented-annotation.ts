import { insteadOfInvented } from "../catalogue/invented.ts";
import { wherever } from "../manifest/place.ts";
import { readAnnotations } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";

export const inventedAnnotation: Rule = {
  id: "invented-annotation",
  severity: "warning",
  summary: "Some annotations look like Argo CD's own, but no version of it reads them.",
  docs: `
Argo CD has no annotation for dependencies, ignored differences, sync policies, sync windows, projects or finalizers, and silently ignores these keys.
Use sync waves for dependencies, and fields of the Application or the AppProject for the rest.
What a single resource needs, such as to be kept, is a sync option in \`argocd.argoproj.io/sync-options\` or the hook type \`Skip\`.
`,
  places: wherever,
  unnecessary: true,
  *check(subject) {
    for (const annotation of readAnnotations(subject)) {
      const { key } = annotation;
      const advice = insteadOfInvented(key.text);
      if (advice === undefined) continue;
      yield {
        span: key.span,
        message: `No version of Argo CD reads "${key.text}", so it has no effect. ${advice}`,
        fixes: removeEntry("Remove the annotation", subject, annotation),
      };
    }
  },
  examples: [
    {
      title: "An annotation for dependencies",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/depends-on: database
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No version of Argo CD reads "argocd.argoproj.io/depends-on", so it has no effect. Order the resources with sync waves.
`,
    },
    {
      title: "A wave for the order",
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

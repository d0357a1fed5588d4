import { findAnnotation } from "../catalogue/index.ts";
import { isReadOn, readAnnotations } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown, thisKind } from "../rule-kit/words.ts";

/** Mirrors `handleRefreshAnnotation` in controller/appcontroller.go. */
export const requestKeptInGit: Rule = {
  id: "request-kept-in-git",
  severity: "information",
  summary: "An annotation that asks Argo CD for something once should not be committed to Git.",
  docs: `
Some annotations are requests: Argo CD does what they ask for and then removes them.
If they are in Git, every sync adds them again, so Argo CD repeats the request again and again.
Set them on the object in the cluster instead, with \`kubectl annotate\` or the \`argocd\` command.
`,
  places: ["resource", "application template"],
  *check(subject) {
    for (const annotation of readAnnotations(subject)) {
      const { key } = annotation;
      const spec = findAnnotation(key.text);
      if (spec?.writer !== "request" || !isReadOn(subject, spec)) continue;
      yield {
        span: key.span,
        message: `${shown(key.text)} is a request that Argo CD handles once and then removes. In Git, it is repeated every time ${thisKind(subject).replace("this ", "the ")} is applied. Remove it, and annotate the object in the cluster when you need it.`,
        fixes: removeEntry("Remove the annotation", subject, annotation),
      };
    }
  },
  examples: [
    {
      title: "A refresh that is requested again and again",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/refresh: hard
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^ "argocd.argoproj.io/refresh" is a request that Argo CD handles once and then removes. In Git, it is repeated every time the Application is applied. Remove it, and annotate the object in the cluster when you need it.
`,
    },
    {
      title: "A setting that stays",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/manifest-generate-paths: .
`,
    },
  ],
};

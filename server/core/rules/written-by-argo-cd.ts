import { findAnnotation } from "../catalogue/index.ts";
import { readAnnotations } from "../rule-kit/annotations.ts";
import { isCopyOfLiveObject } from "../rule-kit/hooks.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

/** Mirrors `SetAppInstance` in util/argo/resource_tracking.go. */
export const writtenByArgoCd: Rule = {
  id: "written-by-argo-cd",
  severity: "hint",
  summary: "An annotation that Argo CD writes itself should not be committed to Git.",
  docs: `
Argo CD uses some annotations to record which application an object belongs to and what it has done with it.
Manifests exported from a cluster often contain them; complete copies, which also have a \`uid\`, are not reported.
Argo CD overwrites them, so they are useless in Git.
If it does not overwrite them, for example with another tracking method, a copied \`tracking-id\` makes the object look like part of another application.
Only the first one in a file is reported, with the number of the others.
`,
  unnecessary: true,
  once: { within: "file", of: "annotation" },
  *check(subject) {
    if (isCopyOfLiveObject(subject)) return;
    for (const annotation of readAnnotations(subject)) {
      const { key } = annotation;
      if (findAnnotation(key.text)?.writer !== "Argo CD") continue;
      yield {
        span: key.span,
        message: `Argo CD writes ${shown(key.text)} itself, so it is useless in Git. Remove it.`,
        fixes: removeEntry("Remove the annotation", subject, annotation),
      };
    }
  },
  examples: [
    {
      title: "A manifest that was exported from a cluster",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/tracking-id: shop:/ConfigMap:shop/settings
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD writes "argocd.argoproj.io/tracking-id" itself, so it is useless in Git. Remove it.
`,
    },
    {
      title: "An annotation that people write",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/ignore-healthcheck: "true"
`,
    },
  ],
};

import { findAnnotation } from "../catalogue/index.ts";
import { readAnnotations } from "../rule-kit/annotations.ts";
import { isCopyOfLiveObject } from "../rule-kit/hooks.ts";
import { removeEntry } from "../rule-kit/moves.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

export const writtenByArgoCd: Rule = {
  id: "written-by-argo-cd",
  severity: "hint",
  summary: "An annotation that Argo CD writes itself does not belong into Git.",
  docs: `
Argo CD notes in annotations of its own to which application an object belongs and what it has done with it.
Manifests that were read from a cluster often hold them; where they have a \`uid\` too, as a whole copy of the object, they are left alone.
Argo CD overwrites them, so in Git they are of no use; where it does not, as with another tracking method, a copied \`tracking-id\` makes the object look like one of another application.
Of each file only the first one is reported.
`,
  unnecessary: true,
  oncePerFile: true,
  *check(subject) {
    if (isCopyOfLiveObject(subject)) return;
    for (const annotation of readAnnotations(subject)) {
      const { key } = annotation;
      if (findAnnotation(key.text)?.writer !== "Argo CD") continue;
      yield {
        span: key.span,
        message: `Argo CD writes ${shown(key.text)} itself, so in Git it is of no use. Remove it.`,
        fixes: removeEntry("Remove the annotation", subject, annotation),
      };
    }
  },
  examples: [
    {
      title: "A manifest that was read from a cluster",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/tracking-id: shop:/ConfigMap:shop/settings
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD writes "argocd.argoproj.io/tracking-id" itself, so in Git it is of no use. Remove it.
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

import { isUnknownKey } from "../catalogue/keys.ts";
import { readAnnotations } from "../rule-kit/annotations.ts";
import { onResourcesAndApplications } from "../rule-kit/places.ts";
import { isRejected } from "../rule-kit/rejected-keys.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

export const unknownAnnotation: Rule = {
  id: "unknown-annotation",
  severity: "hint",
  summary: "The annotation has a prefix of Argo CD, but Argo CD is not known to read it.",
  byHand: "which annotation was meant",
  docs: `
Argo CD ignores annotations that it does not know.
This one is not similar to any that it reads: it may belong to another tool or a newer version, or it may have no effect.
`,
  places: onResourcesAndApplications,
  *check(subject) {
    for (const { key } of readAnnotations(subject)) {
      if (key.scalarType === "unknown" || !isUnknownKey(key.text) || isRejected(subject, { key })) continue;
      yield {
        span: key.span,
        message: `Argo CD is not known to read ${shown(key.text)}, so it probably has no effect. Check its name in the Argo CD documentation.`,
      };
    }
  },
  examples: [
    {
      title: "A key that Argo CD does not have",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/notify-team: web
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD is not known to read "argocd.argoproj.io/notify-team", so it probably has no effect. Check its name in the Argo CD documentation.
`,
    },
    {
      title: "A key that Argo CD reads from the object in the cluster",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/ignore-healthcheck: "true"
`,
    },
  ],
};

import { unreleasedFeatures } from "../rule-kit/newer-features.ts";
import { onResourcesAndApplications } from "../rule-kit/places.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

export const notYetReleased: Rule = {
  id: "not-yet-released",
  severity: "information",
  summary: "Some features exist only in the development version of Argo CD.",
  byHand: "which version of Argo CD they run",
  docs: `
They have no effect until that version is released and you run it.
If you already run it, set \`argocdAnnotations.argocdVersion\` to that version.
`,
  places: onResourcesAndApplications,
  *check(subject) {
    for (const { text, span, since } of unreleasedFeatures(subject)) {
      yield {
        span,
        message: `${shown(text)} needs Argo CD ${since}, which is not released yet, so it has no effect until then. If you already run it, set "argocdAnnotations.argocdVersion" to "${since}".`,
      };
    }
  },
  examples: [
    {
      title: "An annotation of the next version",
      yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: runner
  annotations:
    argocd.argoproj.io/ignore-restart-policy: "true"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "argocd.argoproj.io/ignore-restart-policy" needs Argo CD 3.6, which is not released yet, so it has no effect until then. If you already run it, set "argocdAnnotations.argocdVersion" to "3.6".
`,
    },
    {
      title: "Argo CD 3.6 is already in use",
      argocdVersion: "3.6",
      yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: runner
  annotations:
    argocd.argoproj.io/ignore-restart-policy: "true"
`,
    },
  ],
};

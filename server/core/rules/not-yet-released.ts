import { unreleasedFeatures } from "../rule-kit/newer-features.ts";
import { onResourcesAndApplications } from "../rule-kit/places.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

export const notYetReleased: Rule = {
  id: "not-yet-released",
  severity: "information",
  summary: "Some features exist only in the development version of Argo CD.",
  docs: `
They have no effect before that version is released and installed.
Set \`argocdAnnotations.argocdVersion\` to that version if you run it already.
`,
  places: onResourcesAndApplications,
  *check(subject) {
    for (const { text, span, since } of unreleasedFeatures(subject)) {
      yield {
        span,
        message: `${shown(text)} comes with Argo CD ${since}, which is not yet released, and has no effect before. Set "argocdAnnotations.argocdVersion" to "${since}" if you run it already.`,
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
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "argocd.argoproj.io/ignore-restart-policy" comes with Argo CD 3.6, which is not yet released, and has no effect before. Set "argocdAnnotations.argocdVersion" to "3.6" if you run it already.
`,
    },
    {
      title: "For those who run it already",
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

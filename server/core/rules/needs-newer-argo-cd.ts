import { newerFeatures } from "../rule-kit/newer-features.ts";
import { onResourcesAndApplications } from "../rule-kit/places.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown, thisKind } from "../rule-kit/words.ts";

export const needsNewerArgoCd: Rule = {
  id: "needs-newer-argo-cd",
  severity: "warning",
  summary: "A feature that is newer than the Argo CD in the settings has no effect there.",
  docs: `
The setting \`argocdAnnotations.argocdVersion\` says which Argo CD reads the manifests.
An older one ignores what it does not know without a word, and never applies a hook all of whose types are unknown to it.
`,
  places: onResourcesAndApplications,
  *check(subject) {
    const { major, minor } = subject.version;
    const version = `Argo CD ${major.toString()}.${minor.toString()}`;
    for (const { text, span, since, type } of newerFeatures(subject)) {
      const cost = {
        key: "does not read it",
        word: "ignores it",
        "only hook type": `ignores it, so that it never applies ${thisKind(subject)}`,
      }[type];
      yield {
        span,
        message: `${shown(text)} came with Argo CD ${since}: ${version}, which the settings name, ${cost}. Update Argo CD, or do without it.`,
      };
    }
  },
  examples: [
    {
      title: "A hook type that Argo CD 3.2 does not know",
      argocdVersion: "3.2",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: backup
  annotations:
    argocd.argoproj.io/hook: PreDelete
    #                        ^^^^^^^^^ "PreDelete" came with Argo CD 3.3: Argo CD 3.2, which the settings name, ignores it, so that it never applies this Job. Update Argo CD, or do without it.
`,
    },
    {
      title: "An annotation that Argo CD 2.9 does not read",
      argocdVersion: "2.9",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/ignore-healthcheck: "true"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "argocd.argoproj.io/ignore-healthcheck" came with Argo CD 2.14: Argo CD 2.9, which the settings name, does not read it. Update Argo CD, or do without it.
`,
    },
    {
      title: "The newest Argo CD knows it",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: backup
  annotations:
    argocd.argoproj.io/hook: PreDelete
`,
    },
  ],
};

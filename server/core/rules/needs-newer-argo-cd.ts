import { newerFeatures } from "../rule-kit/newer-features.ts";
import { onResourcesAndApplications } from "../rule-kit/places.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown, thisKind } from "../rule-kit/words.ts";

export const needsNewerArgoCd: Rule = {
  id: "needs-newer-argo-cd",
  severity: "warning",
  summary: "A feature has no effect if it is newer than the Argo CD version in the settings.",
  byHand: "when they update Argo CD",
  docs: `
The setting \`argocdAnnotations.argocdVersion\` says which version of Argo CD reads the manifests.
An older version silently ignores what it does not know, and never applies a hook if it knows none of its hook types.
Before 3.4, a blank beside a path in \`manifest-generate-paths\` is a part of the path, which then is not found.
`,
  places: onResourcesAndApplications,
  *check(subject) {
    const { major, minor } = subject.version;
    const version = `Argo CD ${major.toString()}.${minor.toString()}`;
    for (const { text, span, since, type, fixes = [] } of newerFeatures(subject)) {
      if (type === "blank") {
        yield {
          span,
          message: `${version}, the version in the settings, takes the blanks in ${shown(text)} for a part of the path, so changes there do not refresh the application; Argo CD ${since} removes them. Remove the blanks.`,
          fixes,
        };
        continue;
      }
      const cost = {
        key: "does not read it",
        word: "ignores it",
        "only hook type": `ignores it, so it never applies ${thisKind(subject)}`,
      }[type];
      yield {
        span,
        message: `${shown(text)} needs Argo CD ${since}: ${version}, the version in the settings, ${cost}. Update Argo CD, or do without it.`,
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
    #                        ^^^^^^^^^ "PreDelete" needs Argo CD 3.3: Argo CD 3.2, the version in the settings, ignores it, so it never applies this Job. Update Argo CD, or do without it.
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
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "argocd.argoproj.io/ignore-healthcheck" needs Argo CD 2.14: Argo CD 2.9, the version in the settings, does not read it. Update Argo CD, or do without it.
`,
    },
    {
      title: "A field that Argo CD 3.0 does not have",
      argocdVersion: "3.0",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    automated:
      enabled: false
    # ^^^^^^^ "enabled" needs Argo CD 3.1: Argo CD 3.0, the version in the settings, does not read it. Update Argo CD, or do without it.
`,
    },
    {
      title: "A blank that Argo CD 3.3 takes for a part of the path",
      argocdVersion: "3.3",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/manifest-generate-paths: .; /charts/shop
    #                                           ^^^^^^^^^^^^^^^ Argo CD 3.3, the version in the settings, takes the blanks in " /charts/shop" for a part of the path, so changes there do not refresh the application; Argo CD 3.4 removes them. Remove the blanks.
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/manifest-generate-paths: ".;/charts/shop"
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

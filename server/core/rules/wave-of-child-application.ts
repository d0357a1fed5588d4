import { syncWave } from "../catalogue/annotations/sync-wave.ts";
import { behaviourWith, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import type { Rule } from "../rule-kit/rule.ts";

/**
 * Mirrors `GetHealthCheckFunc` in gitops-engine/pkg/health/health.go, which has none for Applications; in
 * resource_customizations/argoproj.io/Application are only actions.
 */
export const waveOfChildApplication: Rule = {
  id: "wave-of-child-application",
  severity: "hint",
  summary: "By default, a sync does not wait for the Applications in a wave to become healthy.",
  byHand: "where Argo CD is configured",
  docs: `
An app of apps applies its child Applications wave by wave.
Since version 1.8, Argo CD has no health check for Applications, so the next wave starts once they are applied and does not wait for what they deploy.
To make the waves wait, add a health check for \`argoproj.io/Application\` to the ConfigMap \`argocd-cm\`.
Nothing is reported once the workspace has one: in \`argocd-cm\`, in the values of the \`argo-cd\` chart or in an \`ArgoCD\` object of the operator.
Only the first one in a repository is reported, with the number of the others; a comment that suppresses it suppresses all of them.
`,
  once: { within: "repository", of: "Application" },
  unlessChecked: { group: "argoproj.io", kind: "Application" },
  *check(subject) {
    const { group, kind } = subject.manifest;
    const { role, wave, waveSource } = behaviourWith(subject);
    if (group !== "argoproj.io" || kind !== "Application" || role !== "resource") return;
    if (waveSource !== "sync-wave" || wave === undefined || wave === 0n) return;
    for (const { annotation } of knownAnnotations(subject, syncWave)) {
      yield {
        span: valueSpan(subject, annotation),
        message: `The wave decides when this Application is applied, but by default the next wave does not wait for what it deploys. To make it wait, add a health check for Applications to "argocd-cm".`,
      };
    }
  },
  examples: [
    {
      title: "An Application in a later wave",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/sync-wave: "2"
    #                             ^^^ The wave decides when this Application is applied, but by default the next wave does not wait for what it deploys. To make it wait, add a health check for Applications to "argocd-cm".
`,
    },
    {
      title: "An Application in wave 0",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/sync-wave: "0"
`,
    },
  ],
};

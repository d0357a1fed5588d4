import { syncWave } from "../catalogue/annotations/sync-wave.ts";
import { behaviourWith, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import type { Rule } from "../rule-kit/rule.ts";

export const waveOfChildApplication: Rule = {
  id: "wave-of-child-application",
  severity: "hint",
  summary: "A sync does not wait for the Applications of a wave unless Argo CD is told what their health is.",
  docs: `
An application of applications applies its child Applications wave by wave.
Since version 1.8 Argo CD has no health check for Applications, so each of them counts as done as soon as it is applied, and the next wave does not wait for what it deploys.
A health check for \`argoproj.io/Application\` in the ConfigMap \`argocd-cm\` makes the waves wait.
Of each file only the first such wave is reported.
`,
  oncePerFile: true,
  *check(subject) {
    const { group, kind } = subject.manifest;
    const { role, wave, waveSource } = behaviourWith(subject);
    if (group !== "argoproj.io" || kind !== "Application" || role !== "resource") return;
    if (waveSource !== "sync-wave" || wave === undefined || wave === 0n) return;
    for (const { annotation } of knownAnnotations(subject, syncWave)) {
      yield {
        span: valueSpan(subject, annotation),
        message: `The wave orders when this Application is applied, but by default the next wave does not wait for what it deploys. For that, add a health check of Applications to "argocd-cm".`,
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
    #                             ^^^ The wave orders when this Application is applied, but by default the next wave does not wait for what it deploys. For that, add a health check of Applications to "argocd-cm".
`,
    },
    {
      title: "An Application in the wave of everything else",
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

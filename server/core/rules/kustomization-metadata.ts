import { findAnnotation } from "../catalogue/index.ts";
import type { Annotation } from "../manifest/manifest.ts";
import { moveToBlock } from "../edit/move.ts";
import { readAnnotations } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

export const kustomizationMetadata: Rule = {
  id: "kustomization-metadata",
  severity: "warning",
  summary: "Annotations in the metadata of a kustomization do not reach any resource.",
  docs: `
A kustomization.yaml is never applied: Kustomize reads it, but does not pass its \`metadata\` on to any resource.
So a wave or an option there has no effect.
Use \`commonAnnotations\` to annotate all resources of the kustomization, or a patch to annotate some of them.
`,
  places: ["kustomization"],
  unnecessary: true,
  *check(subject) {
    for (const annotation of readAnnotations(subject)) {
      const { key } = annotation;
      if (findAnnotation(key.text) === undefined) continue;
      yield {
        span: key.span,
        message: `Kustomize does not pass on the metadata of a ${subject.manifest.kind}, so ${shown(key.text)} does not reach any resource. Write it in "commonAnnotations" or in a patch.`,
        fixes: [...moveToCommon(subject, annotation), ...removeEntry("Remove the annotation", subject, annotation)],
      };
    }
  },
  examples: [
    {
      title: "A wave for a whole kustomization",
      yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata:
  name: monitoring
  annotations:
    argocd.argoproj.io/sync-wave: "2"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kustomize does not pass on the metadata of a Kustomization, so "argocd.argoproj.io/sync-wave" does not reach any resource. Write it in "commonAnnotations" or in a patch.
resources:
  - prometheus.yaml
`,
    },
    {
      title: "A component that already has common annotations",
      yaml: `
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata:
  annotations:
    argocd.argoproj.io/sync-options: Prune=false
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kustomize does not pass on the metadata of a Component, so "argocd.argoproj.io/sync-options" does not reach any resource. Write it in "commonAnnotations" or in a patch.
commonAnnotations:
  team: shop
`,
    },
    {
      title: "Annotations for every resource",
      yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata:
  name: monitoring
commonAnnotations:
  argocd.argoproj.io/sync-wave: "2"
resources:
  - prometheus.yaml
`,
    },
  ],
};

/** Puts the annotation on every resource, which may be more than was meant. */
function moveToCommon(subject: Subject, annotation: Annotation): Fix[] {
  const edits = moveToBlock(subject, annotation, "commonAnnotations");
  return edits === undefined ? [] : [{ title: 'Move to "commonAnnotations"', edits }];
}

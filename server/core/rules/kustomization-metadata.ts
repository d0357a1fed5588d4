import { findAnnotation } from "../catalogue/index.ts";
import type { Annotation } from "../manifest/manifest.ts";
import { moveToBlock } from "../edit/move.ts";
import { readAnnotations } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/moves.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

export const kustomizationMetadata: Rule = {
  id: "kustomization-metadata",
  severity: "warning",
  summary: "The annotations of a kustomization itself reach no resource.",
  docs: `
A kustomization.yaml is never applied: Kustomize reads it, and does not pass its \`metadata\` on to any resource.
So a wave or an option there orders and changes nothing.
\`commonAnnotations\` puts annotations on every resource of the kustomization, and a patch puts them on some.
`,
  places: ["kustomization"],
  unnecessary: true,
  *check(subject) {
    for (const annotation of readAnnotations(subject)) {
      const { key } = annotation;
      if (findAnnotation(key.text) === undefined) continue;
      yield {
        span: key.span,
        message: `Kustomize does not pass the metadata of a ${subject.manifest.kind} on, so ${shown(key.text)} reaches no resource. Write it below "commonAnnotations", or into a patch.`,
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
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kustomize does not pass the metadata of a Kustomization on, so "argocd.argoproj.io/sync-wave" reaches no resource. Write it below "commonAnnotations", or into a patch.
resources:
  - prometheus.yaml
`,
    },
    {
      title: "A component has annotations that go to every resource already",
      yaml: `
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata:
  annotations:
    argocd.argoproj.io/sync-options: Prune=false
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kustomize does not pass the metadata of a Component on, so "argocd.argoproj.io/sync-options" reaches no resource. Write it below "commonAnnotations", or into a patch.
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

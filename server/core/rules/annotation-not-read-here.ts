import { findAnnotation } from "../catalogue/index.ts";
import type { AnnotationSpec } from "../catalogue/annotation.ts";
import { annotationSpot } from "../edit/entries.ts";
import { moveField } from "../edit/move-field.ts";
import type { Annotation } from "../manifest/manifest.ts";
import { isReadOn, readAnnotations } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { orList, shown, thisKind } from "../rule-kit/words.ts";

export const annotationNotReadHere: Rule = {
  id: "annotation-not-read-here",
  severity: "information",
  summary: "Argo CD reads some annotations only on its own objects, such as Applications.",
  docs: `
An annotation such as \`argocd.argoproj.io/manifest-generate-paths\` concerns a whole application, so Argo CD reads it only on the Application.
It has no effect on a Deployment or a Job of that application.
For the Applications of an ApplicationSet, write it in \`spec.template.metadata.annotations\`, not in the metadata of the ApplicationSet.
`,
  places: ["resource", "application template"],
  unnecessary: true,
  *check(subject) {
    for (const annotation of readAnnotations(subject)) {
      const { key } = annotation;
      const spec = findAnnotation(key.text);
      if (spec === undefined || spec.writer === "Argo CD" || isReadOn(subject, spec)) continue;
      yield {
        span: key.span,
        message: `${spec.reader} reads ${shown(key.text)} only on ${kindsOf(spec)}, so it has no effect on ${thisKind(subject)}. ${adviceFor(subject, spec)}`,
        fixes: [
          ...moveToTemplate(subject, spec, annotation),
          ...removeEntry("Remove the annotation", subject, annotation),
        ],
      };
    }
  },
  examples: [
    {
      title: "A setting of the application on a Deployment",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/skip-reconcile: "true"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD reads "argocd.argoproj.io/skip-reconcile" only on objects of kind Application or Secret, so it has no effect on this Deployment. Move it there, or remove it.
`,
    },
    {
      title: "A setting of the Applications on their ApplicationSet",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shops
  annotations:
    argocd.argoproj.io/manifest-generate-paths: .
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD reads "argocd.argoproj.io/manifest-generate-paths" only on objects of kind Application, so it has no effect on this ApplicationSet. Write it in "spec.template.metadata.annotations", so that each Application gets it.
`,
    },
    {
      title: "On the Application itself",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/skip-reconcile: "true"
`,
    },
  ],
};

function kindsOf({ readOn }: AnnotationSpec): string {
  return typeof readOn === "string" ? readOn : `objects of kind ${orList(readOn)}`;
}

/** Whether it is meant for the Applications that an ApplicationSet creates. */
function isForTemplate({ manifest: { group, kind, place } }: Subject, { readOn }: AnnotationSpec): boolean {
  return group === "argoproj.io" && kind === "ApplicationSet" && place === "resource" && readOn.includes("Application");
}

function moveToTemplate(subject: Subject, spec: AnnotationSpec, annotation: Annotation): Fix[] {
  const spot = isForTemplate(subject, spec) ? annotationSpot(subject, annotation) : undefined;
  const edits = spot && moveField(subject, spot, subject.manifest.node, [...templateAnnotations, annotation.key.text]);
  return edits === undefined ? [] : [{ title: `Move to "${templateAnnotations.join(".")}"`, edits }];
}

const templateAnnotations = ["spec", "template", "metadata", "annotations"] as const;

function adviceFor(subject: Subject, spec: AnnotationSpec): string {
  return isForTemplate(subject, spec)
    ? 'Write it in "spec.template.metadata.annotations", so that each Application gets it.'
    : "Move it there, or remove it.";
}

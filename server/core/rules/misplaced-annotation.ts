import { findAnnotation } from "../catalogue/index.ts";
import { findFinalizer } from "../catalogue/finalizers.ts";
import { findLabel } from "../catalogue/labels.ts";
import { annotationSpot, removeAt } from "../edit/entries.ts";
import { moveField } from "../edit/move-field.ts";
import { moveToAnnotations } from "../edit/move.ts";
import type { Annotation } from "../manifest/manifest.ts";
import { entryOf, nodeAt } from "../manifest/node.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import { hasKey, isReadOn, readAnnotations } from "../rule-kit/annotations.ts";
import { type MisplacedEntry, misplacedEntries } from "../rule-kit/misplaced.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { costOfAbsence, shown } from "../rule-kit/words.ts";

/** Mirrors `GetAnnotationCSVs` in gitops-engine/pkg/sync/resource/annotations.go. */
export const misplacedAnnotation: Rule = {
  id: "misplaced-annotation",
  severity: "warning",
  summary: "Argo CD reads annotations only from metadata.annotations of the resource itself.",
  docs: `
It ignores a label of the same name, as it ignores an annotation with the key of a label, and a key directly in \`metadata\` or at the top level.
Annotations in a pod template end up on the Pods, which Argo CD does not apply itself, so waves, hooks and options there have no effect.
They are reported only if the resource itself lacks the annotation, because Kustomize copies annotations into pod templates.
The template of an ApplicationSet is the right place for annotations of the Applications it creates.
In a kustomization, \`commonLabels\` and \`labels\` become labels; use \`commonAnnotations\` for annotations.
`,
  places: ["resource", "embedded", "template", "common labels"],
  *check(subject) {
    const { place } = subject.manifest;
    if (place === "common labels") yield* commonLabelFindings(subject);
    else yield* labelFindings(subject);
    if (place !== "resource" && place !== "embedded") return;
    for (const misplaced of misplacedEntries(subject)) yield findingOn(subject, misplaced);
  },
  examples: [
    {
      title: "Labels of a whole kustomization",
      yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
commonLabels:
  argocd.argoproj.io/sync-wave: "1"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kustomize turns "argocd.argoproj.io/sync-wave" into a label, but Argo CD reads it only as an annotation. Write it in "commonAnnotations".
`,
    },
    {
      title: "A label instead of an annotation",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels:
    argocd.argoproj.io/sync-wave: "1"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD reads "argocd.argoproj.io/sync-wave" only as an annotation, not as a label, so this ConfigMap is in wave 0. Move it to "metadata.annotations".
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
    },
    {
      title: "The annotations of the Pods instead of the Deployment's own",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      labels:
        app: web
      annotations:
        argocd.argoproj.io/sync-wave: "1"
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD does not read "argocd.argoproj.io/sync-wave" from a template, so this Deployment is in wave 0. Move it to "metadata.annotations".
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/sync-wave: "1"
spec:
  template:
    metadata:
      labels:
        app: web
`,
    },
    {
      title: "A letter is missing",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotation:
    argocd.argoproj.io/hook: PreSync
  # ^^^^^^^^^^^^^^^^^^^^^^^ Argo CD reads "argocd.argoproj.io/hook" only in "metadata.annotations", so this Job is not a hook. Move it there.
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
`,
    },
    {
      title: "Labels that Argo CD does read",
      yaml: `
apiVersion: v1
kind: Secret
metadata:
  name: cluster
  labels:
    argocd.argoproj.io/secret-type: cluster
`,
    },
  ],
};

function* commonLabelFindings(subject: Subject): Generator<Finding> {
  for (const annotation of subject.manifest.annotations) {
    const { key } = annotation;
    if (findAnnotation(key.text)?.writer !== "people") continue;
    yield {
      span: key.span,
      message: `Kustomize turns ${shown(key.text)} into a label, but Argo CD reads it only as an annotation. Write it in "commonAnnotations".`,
      fixes: moveToCommon(subject, annotation),
    };
  }
}

/** Labels and finalizers of Argo CD that are written as annotations. */
function* labelFindings(subject: Subject): Generator<Finding> {
  const labels = nodeAt(subject.manifest.node, "metadata", "labels");
  for (const annotation of readAnnotations(subject)) {
    const { key } = annotation;
    if (findFinalizer(key.text) !== undefined) {
      yield {
        span: key.span,
        message: `Argo CD reads ${shown(key.text)} only in "metadata.finalizers", so it has no effect here. Write it there.`,
        fixes: removeEntry("Remove the annotation", subject, annotation),
      };
      continue;
    }
    const label = findLabel(key.text);
    if (label?.writer !== "people" || !isReadOn(subject, label) || entryOf(labels, key.text) !== undefined) continue;
    yield {
      span: key.span,
      message: `${label.reader} reads ${shown(key.text)} only as a label, so it has no effect here. ${label.absent} Write it in "metadata.labels".`,
      fixes: removeEntry("Remove the annotation", subject, annotation),
    };
  }
}

/** The pairs in a list of labels may be for some places only, so nothing is moved from there. */
function moveToCommon(subject: Subject, annotation: Annotation): Fix[] {
  const spot = annotationSpot(subject, annotation);
  if (spot?.owner?.entry.key.text !== "commonLabels") return [];
  const edits = moveField(subject, spot, subject.manifest.node, ["commonAnnotations", annotation.key.text]);
  return edits === undefined ? [] : [{ title: 'Move it to "commonAnnotations"', edits }];
}

function findingOn(subject: Subject, misplaced: MisplacedEntry): Finding {
  const { entry, spec, place } = misplaced;
  const key = shown(entry.key.text);
  const isThere = hasKey(subject, entry.key.text);
  const cost = isThere ? "it has no effect" : costOfAbsence(subject, spec);
  const advice = isThere
    ? 'Remove it: it is already in "metadata.annotations".'
    : place === "labels" || place === "pod template"
      ? 'Move it to "metadata.annotations".'
      : "Move it there.";
  return {
    span: entry.key.span,
    message: `${faultOf(place, key)}, so ${cost}. ${advice}`,
    fixes: isThere ? remove(subject, misplaced) : [...move(subject, misplaced), ...remove(subject, misplaced)],
  };
}

function faultOf(place: MisplacedEntry["place"], key: string): string {
  switch (place) {
    case "labels":
      return `Argo CD reads ${key} only as an annotation, not as a label`;
    case "pod template":
      return `Argo CD does not read ${key} from a template`;
    case "top level":
    case "metadata":
    case "spec":
    case "misspelt block":
      return `Argo CD reads ${key} only in "metadata.annotations"`;
  }
}

function remove(subject: Subject, misplaced: MisplacedEntry): Fix[] {
  const edit = removeAt(subject.text, misplaced);
  return edit === undefined ? [] : [{ title: "Remove it", edits: [edit] }];
}

function move(subject: Subject, misplaced: MisplacedEntry): Fix[] {
  const edits = moveToAnnotations(subject, misplaced);
  if (edits === undefined) return [];
  const fix = { title: 'Move it to "metadata.annotations"', edits };
  return [subject.manifest.moreAnnotations ? fix : { ...fix, preferred: true }];
}

import { findAnnotation } from "../catalogue/index.ts";
import { isOwnKey } from "../catalogue/keys.ts";
import { optionAnnotations } from "../catalogue/options.ts";
import { holdsComment } from "../edit/entries.ts";
import { writeValue } from "../edit/values.ts";
import type { Annotation } from "../manifest/manifest.ts";
import { type Place, wholeObjects } from "../manifest/place.ts";
import type { Node, ScalarNode } from "../manifest/node.ts";
import { isCustomResourceDefinition } from "../sync/resource.ts";
import { parseInteger } from "../sync/integer.ts";
import { readAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { costOfUnreadable, shown } from "../rule-kit/words.ts";

/** Places whose annotations Kustomize reads itself: it accepts only strings. */
const kustomizePlaces: readonly Place[] = ["common annotations", "generator options"];

/** Mirrors `nestedNullableStringMap` in util/kube/kube.go. */
export const valueNotAString: Rule = {
  id: "value-not-a-string",
  severity: "error",
  summary: "The value of an annotation must be a string, so numbers and booleans need quotes.",
  docs: `
With annotation tracking, the default since Argo CD 3.0, a single value that is not a string keeps Argo CD from generating the manifests of the whole application, so it syncs nothing.
On a CustomResourceDefinition, Argo CD reads none of the annotations, and the API server rejects the object.
Numbers, \`true\`, \`false\`, \`yes\`, \`no\`, \`on\`, \`off\`, \`null\` and a missing value are not strings unless they are in quotes.
Kustomize turns numbers and booleans into strings in the manifests that it builds and in patches, but in \`commonAnnotations\` and generator options they make its build fail.
`,
  places: [...wholeObjects, "named template", "application template", "template", ...kustomizePlaces],
  *check(subject) {
    const annotations = readAnnotations(subject);
    const judgesAll = subject.manifest.place === "resource" && annotations.some(({ key }) => isOwnKey(key.text));
    for (const annotation of annotations) {
      const { key, value } = annotation;
      const type = typeOf(value);
      if (type === undefined || !(judgesAll || isOwnKey(key.text))) continue;
      // A template may print the value on the next line, and Kustomize reads a missing value as an empty one.
      if (subject.manifest.moreAnnotations && value.type === "scalar" && value.style === "empty") continue;
      yield {
        span: valueSpan(subject, annotation),
        message: `${type} is not a string, ${costOf(subject, value)}. ${adviceFor(annotation)}`,
        fixes: fixesFor(subject, annotation),
      };
    }
  },
  examples: [
    {
      title: "A wave without quotes",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/sync-wave: 5
    #                             ^ The number 5 is not a string, so by default Argo CD cannot generate the manifests of the whole application and syncs none of it. Put it in quotes.
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/sync-wave: "5"
`,
    },
    {
      title: "A boolean on a CustomResourceDefinition",
      yaml: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
  annotations:
    argocd.argoproj.io/ignore-healthcheck: true
    #                                      ^^^^ The boolean true is not a string, so Argo CD reads none of the annotations of this CustomResourceDefinition, and the API server rejects it. Put it in quotes.
`,
      fixed: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
  annotations:
    argocd.argoproj.io/ignore-healthcheck: "true"
`,
    },
    {
      title: "A list instead of a string, in JSON",
      yaml: `
{
  "apiVersion": "batch/v1",
  "kind": "Job",
  "metadata": {
    "name": "migrate",
    "annotations": { "argocd.argoproj.io/hook": ["PreSync", "PostSync"] }
    #                                           ^^^^^^^^^^^^^^^^^^^^^^^ A list is not a string, so by default Argo CD cannot generate the manifests of the whole application and syncs none of it. Write the items as one string, separated by commas.
  }
}
`,
      fixed: `
{
  "apiVersion": "batch/v1",
  "kind": "Job",
  "metadata": {
    "name": "migrate",
    "annotations": { "argocd.argoproj.io/hook": "PreSync,PostSync" }
  }
}
`,
    },
    {
      title: "A number for all resources of a kustomization",
      yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
commonAnnotations:
  argocd.argoproj.io/sync-wave: 2
  #                             ^ The number 2 is not a string, so the Kustomize build fails and Argo CD syncs nothing of the application. Put it in quotes.
`,
      fixed: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
commonAnnotations:
  argocd.argoproj.io/sync-wave: "2"
`,
    },
    {
      title: "Plain words and quoted numbers are strings",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: '-1'
`,
    },
  ],
};

/** Names a value that is not a string; `undefined` for a string and for what is known only after rendering. */
function typeOf(value: Node): string | undefined {
  if (value.type === "map") return "A mapping";
  if (value.type === "list") return "A list";
  switch (value.scalarType) {
    case "number":
      return `The number ${clipped(value)}`;
    case "boolean":
      return `The boolean ${value.text}`;
    case "null":
      return value.style === "empty" ? "A missing value" : `The value ${value.text}`;
    case "string":
    case "unknown":
      return undefined;
  }
}

function clipped({ text }: ScalarNode): string {
  return shown(text).slice(1, -1);
}

function isRejectedByKustomize({ manifest }: Subject): boolean {
  return kustomizePlaces.includes(manifest.place);
}

function costOf(subject: Subject, value: Node): string {
  if (isRejectedByKustomize(subject))
    return "so the Kustomize build fails and Argo CD syncs nothing of the application";
  const { place } = subject.manifest;
  if (place === "application template") return "so the API server rejects this ApplicationSet";
  if (place === "template" || place === "embedded" || place === "created")
    return "so the API server rejects the object that it ends up on";
  const isNull = value.type === "scalar" && value.scalarType === "null";
  if (!isNull || !isCustomResourceDefinition(subject.resource)) return costOfUnreadable(subject);
  return "so Argo CD before 3.1 reads none of the annotations of this CustomResourceDefinition, and later versions read an empty value";
}

function adviceFor({ key, value }: Annotation): string {
  if (value.type !== "scalar") {
    const separator = value.type === "list" ? separatorOf(key.text) : undefined;
    if (separator === undefined) return "Write one string.";
    return `Write the items as one string, separated by ${separator === "," ? "commas" : "semicolons"}.`;
  }
  return value.scalarType === "null" ? "Write a value, or remove the annotation." : "Put it in quotes.";
}

/** What stands between the items of a value; `undefined` where the value of a key is not a list. */
function separatorOf(key: string): string | undefined {
  switch (findAnnotation(key)?.value.type) {
    case "list":
    case "images":
      return ",";
    case "paths":
    case "recipients":
      return ";";
    default:
      return undefined;
  }
}

function fixesFor(subject: Subject, annotation: Annotation): Fix[] {
  const { key, value } = annotation;
  const spec = findAnnotation(key.text);
  const remove = removeEntry("Remove the annotation", subject, annotation);
  if (annotation.merged || value.type === "map") return remove;
  const write = (title: string, text: string, more: Pick<Fix, "preferred"> = {}): Fix => ({
    title,
    edits: [writeValue(subject.text, annotation, JSON.stringify(text))],
    ...more,
  });
  if (value.type === "list") {
    const items = value.items.flatMap((item) => (item.type === "scalar" ? [item.text] : []));
    const separator = separatorOf(key.text);
    if (separator === undefined || items.length < value.items.length) return remove;
    return [
      write(
        "Write the items as one string",
        items.join(separator),
        holdsComment(subject.text, value.span) ? {} : { preferred: true },
      ),
      ...remove,
    ];
  }
  if (value.scalarType === "null") {
    if (spec?.value.type === "integer") return [write('Write "0"', "0"), ...remove];
    // An empty hook is never applied, and an empty policy has no effect; empty options clear inherited ones.
    const mayBeEmpty = spec === undefined || optionAnnotations.includes(spec);
    return mayBeEmpty ? [write("Write an empty string", ""), ...remove] : remove;
  }
  // Quotes alone do not turn 1.5 or 1_000 into a wave.
  const isSure = spec?.value.type !== "integer" || parseInteger(value.text) !== undefined;
  return [write("Put the value in quotes", value.text, isSure ? { preferred: true } : {}), ...remove];
}

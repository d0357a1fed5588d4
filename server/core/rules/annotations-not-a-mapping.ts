import { isOwnKey } from "../catalogue/keys.ts";
import { removeDashes } from "../edit/items.ts";
import type { Entry, ListNode } from "../manifest/node.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { costOfUnreadable } from "../rule-kit/words.ts";

/** Mirrors `SetAppInstanceAnnotation` in util/kube/kube.go, whose error stops the application. */
export const annotationsNotAMapping: Rule = {
  id: "annotations-not-a-mapping",
  severity: "error",
  summary: "Annotations must be a mapping of keys to values, not a list or a string.",
  docs: `
A dash before each key makes the annotations a list; a \`|\` or quotes make them a single string.
Argo CD then cannot generate the manifests of the application, so it syncs nothing.
On a CustomResourceDefinition, Argo CD reads none of the annotations, and the API server rejects the object.
`,
  *check(subject) {
    const block = subject.manifest.annotationBlocks.at(-1);
    if (block?.value.type === "scalar" && block.value.scalarType === "string") {
      yield {
        span: block.key.span,
        message: `The annotations are a string instead of a mapping, ${costOfUnreadable(subject)}. Write them as keys and values.`,
      };
    }
    if (block?.value.type !== "list") return;
    for (const { key } of entriesOf(block.value)) {
      if (!isOwnKey(key.text)) continue;
      yield {
        span: key.span,
        message: `The annotations are a list instead of a mapping, ${costOfUnreadable(subject)}. Remove the dashes.`,
        fixes: dashFixes(subject, block.value),
      };
    }
  },
  examples: [
    {
      title: "A string instead of keys and values",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: "argocd.argoproj.io/hook=PreSync"
# ^^^^^^^^^^^ The annotations are a string instead of a mapping, so by default Argo CD cannot generate the manifests of the whole application and syncs none of it. Write them as keys and values.
`,
    },
    {
      title: "A dash before each annotation",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    - argocd.argoproj.io/hook: PreSync
    # ^^^^^^^^^^^^^^^^^^^^^^^ The annotations are a list instead of a mapping, so by default Argo CD cannot generate the manifests of the whole application and syncs none of it. Remove the dashes.
    - team: shop
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
      argocd.argoproj.io/hook: PreSync
      team: shop
`,
    },
    {
      title: "A mapping",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    team: shop
`,
    },
  ],
};

function entriesOf({ items }: ListNode): readonly Entry[] {
  return items.flatMap((item) => (item.type === "map" ? item.entries : []));
}

function dashFixes({ text, actions }: Subject, list: ListNode): Fix[] {
  const isTemplate = actions.some(({ span }) => list.span.start < span.end && span.start < list.span.end);
  const edits = isTemplate ? undefined : removeDashes(text, list);
  return edits === undefined ? [] : [{ title: "Remove the dashes", edits, preferred: true }];
}

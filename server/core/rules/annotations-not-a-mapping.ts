import { isOwnKey } from "../catalogue/keys.ts";
import { removeDashes } from "../edit/items.ts";
import type { Entry, ListNode, Node } from "../manifest/node.ts";
import { wholeObjects } from "../manifest/place.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { costOfUnreadable } from "../rule-kit/words.ts";

/** Mirrors `SetAppInstanceAnnotation` in util/kube/kube.go, whose error stops the application. */
export const annotationsNotAMapping: Rule = {
  id: "annotations-not-a-mapping",
  severity: "error",
  byHand: "which keys a string was meant to be",
  summary: "Annotations must be a mapping of keys to values, not a list or a string.",
  docs: `
A dash before each key makes the annotations a list; a \`|\` or quotes make them a single string.
Argo CD then cannot generate the manifests of the application, so it syncs nothing.
On a CustomResourceDefinition, Argo CD reads none of the annotations, and the API server rejects the object.
`,
  places: [...wholeObjects, "application template"],
  *check(subject) {
    const block = subject.manifest.annotationBlocks.at(-1);
    const type = block === undefined ? undefined : typeOf(block.value);
    if (block === undefined || type === undefined) return;
    const own = block.value.type === "list" ? entriesOf(block.value).filter(({ key }) => isOwnKey(key.text)) : [];
    for (const { key } of own.length === 0 ? [block] : own) {
      yield {
        span: key.span,
        message: `The annotations are ${type} instead of a mapping, ${costFor(subject)}. ${own.length === 0 ? "Write them as keys and values." : "Remove the dashes."}`,
        fixes: own.length > 0 && block.value.type === "list" ? dashFixes(subject, block.value) : [],
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

/** What stands in place of a mapping; `undefined` for a mapping, for nothing, and for what is known only after rendering. */
function typeOf(value: Node): string | undefined {
  if (value.type !== "scalar") return value.type === "list" ? "a list" : undefined;
  switch (value.scalarType) {
    case "string":
      return "a string";
    case "number":
      return "a number";
    case "boolean":
      return "a boolean";
    case "null":
    case "unknown":
      return undefined;
  }
}

function costFor(subject: Subject): string {
  const { place } = subject.manifest;
  if (place === "application template") return "so the API server rejects this ApplicationSet";
  if (place === "embedded") return "so the API server rejects the object that it ends up on";
  return costOfUnreadable(subject);
}

function entriesOf({ items }: ListNode): readonly Entry[] {
  return items.flatMap((item) => (item.type === "map" ? item.entries : []));
}

function dashFixes({ text, actions }: Subject, list: ListNode): Fix[] {
  const isTemplate = actions.some(({ span }) => list.span.start < span.end && span.start < list.span.end);
  const edits = isTemplate ? undefined : removeDashes(text, list);
  return edits === undefined ? [] : [{ title: "Remove the dashes", edits, preferred: true }];
}

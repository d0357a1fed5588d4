import { isOwnKey } from "../catalogue/keys.ts";
import { removeDashes } from "../edit/items.ts";
import type { Entry, ListNode } from "../manifest/node.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { costOfUnreadable } from "../rule-kit/words.ts";

export const annotationsNotAMapping: Rule = {
  id: "annotations-not-a-mapping",
  severity: "error",
  summary: "Annotations are a mapping of keys to values, not a list or a text.",
  docs: `
With a dash before each key the annotations are a list, and behind a \`|\` or in quotes they are one text.
Argo CD then cannot generate the manifests of the application: nothing is synced at all.
On a CustomResourceDefinition Argo CD reads none of the annotations, and the API server rejects the object.
`,
  *check(subject) {
    const block = subject.manifest.annotationBlocks.at(-1);
    if (block?.value.type === "scalar" && block.value.scalarType === "string") {
      yield {
        span: block.key.span,
        message: `The annotations are a text instead of a mapping, ${costOfUnreadable(subject)}. Write them as keys and values.`,
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
      title: "A text instead of keys and values",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: "argocd.argoproj.io/hook=PreSync"
# ^^^^^^^^^^^ The annotations are a text instead of a mapping, so by default Argo CD cannot generate the manifests of the whole application and syncs none of it. Write them as keys and values.
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

import { isOwnKey } from "../catalogue/keys.ts";
import { commentBehind, removeAt } from "../edit/entries.ts";
import type { Entry, MapNode, Node } from "../manifest/node.ts";
import { wholeObjects } from "../manifest/place.ts";
import { type Branch, branchOf } from "../rule-kit/annotations.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

/** Mirrors `SplitYAML` in gitops-engine/pkg/utils/kube/kube.go, which takes the last of several keys. */
export const duplicateAnnotation: Rule = {
  id: "duplicate-annotation",
  severity: "warning",
  summary: "If an annotation is written twice, Argo CD reads only the last one.",
  docs: `
If a mapping has the same key more than once, Argo CD uses the last value and silently drops the others.
Some other tools reject such a file.
Keys in different branches of a template's \`if\` and \`else\` are not compared.
`,
  places: wholeObjects,
  *check(subject) {
    for (const { value } of subject.manifest.annotationBlocks) {
      if (value.type === "map") yield* duplicatesIn(subject, value);
    }
  },
  examples: [
    {
      title: "Two waves",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: "1"
    argocd.argoproj.io/sync-wave: "2"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "argocd.argoproj.io/sync-wave" is written twice: Argo CD reads only this one, so "1" above is lost. Remove one of the two.
`,
    },
    {
      title: "The same value twice",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: "1"
    argocd.argoproj.io/sync-wave: '1'
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "argocd.argoproj.io/sync-wave" is written twice: Argo CD reads only this one. Remove one of the two.
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
      title: "Branches of a template",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    {{- if .Values.early }}
    argocd.argoproj.io/sync-wave: "-1"
    {{- else }}
    argocd.argoproj.io/sync-wave: "1"
    {{- end }}
`,
    },
  ],
};

function* duplicatesIn(subject: Subject, map: MapNode): Generator<Finding> {
  // Of each key the last one so far, branch by branch.
  const seen = new Map<string, Map<Branch, Entry>>();
  for (const entry of map.entries) {
    const { key, merged } = entry;
    if (merged || !isOwnKey(key.text)) continue;
    const branch = branchOf(subject, key.span.start);
    const byBranch = seen.get(key.text) ?? new Map<Branch, Entry>();
    const earlier = byBranch.get(branch);
    if (earlier !== undefined) yield findingOn(subject, map, earlier, entry);
    seen.set(key.text, byBranch.set(branch, entry));
  }
}

function findingOn(subject: Subject, map: MapNode, earlier: Entry, entry: Entry): Finding {
  const lost = textOf(earlier.value);
  const isEqual = lost !== undefined && lost === textOf(entry.value);
  const isSure = isEqual && commentBehind(subject.text, entry) === "";
  const cost = isEqual || lost === undefined ? "." : `, so ${shown(lost)} above is lost.`;
  return {
    span: entry.key.span,
    message: `${shown(entry.key.text)} is written twice: Argo CD reads only this one${cost} Remove one of the two.`,
    fixes: [
      ...removal("Remove this one", subject, map, entry).map((fix): Fix =>
        isSure ? { ...fix, preferred: true } : fix,
      ),
      ...removal("Remove the one above", subject, map, earlier),
    ],
  };
}

function removal(title: string, { text }: Subject, map: MapNode, entry: Entry): Fix[] {
  const edit = removeAt(text, { entry, map });
  return edit === undefined ? [] : [{ title, edits: [edit] }];
}

/** The text of a value of one word, as far as two of them can be compared. */
function textOf(value: Node): string | undefined {
  return value.type === "scalar" ? value.text : undefined;
}

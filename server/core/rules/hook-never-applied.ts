import { hook } from "../catalogue/annotations/hook.ts";
import { nearest } from "../catalogue/near.ts";
import { helmHookTypes } from "../sync/helm-hook.ts";
import { hookTypes } from "../sync/hook.ts";
import {
  type KnownAnnotation,
  type ListItem,
  itemsOf,
  knownAnnotation,
  orList,
  removeEntry,
  replaceItem,
  valueSpan,
} from "./annotations.ts";
import type { Finding, Fix, Rule, Subject } from "./rule.ts";

export const hookNeverApplied: Rule = {
  id: "hook-never-applied",
  severity: "error",
  summary: "A hook needs at least one hook type that Argo CD knows, or it is never applied.",
  docs: `
The annotation alone makes the resource a hook; its hook types say in which phases it runs.
Without a valid one it runs in none: Argo CD neither applies nor shows it, and the sync succeeds as if it were not there.
Where the resource was applied before as a normal one, it is pruned.
Hook types are separated by commas, and their case counts.
`,
  *check(subject) {
    const known = knownAnnotation(subject, hook.key);
    if (known === undefined || subject.behaviour.role !== "dropped") return;
    const items = itemsOf(known);
    if (items.length === 0) yield emptyFinding(subject, known);
    for (const item of items) yield itemFinding(subject, known, item);
  },
  examples: [
    {
      title: "A misspelt hook type",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: Presync
    #                        ^^^^^^^ "Presync" is not a hook type, so Argo CD never applies this Job and does not say so. Did you mean "PreSync"?
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
      title: "Two hook types are separated by a comma",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync,PostSync
`,
    },
  ],
};

function emptyFinding(subject: Subject, { annotation }: KnownAnnotation): Finding {
  return {
    span: valueSpan(annotation),
    message: `The hook has no hook type, so Argo CD never applies this ${subject.manifest.kind} and does not say so. Use ${orList(hookTypes)}.`,
    fixes: [removeEntry("Remove the hook annotation", subject, annotation)],
  };
}

function itemFinding(subject: Subject, known: KnownAnnotation, item: ListItem): Finding {
  const { kind } = subject.manifest;
  const meant = nearest(item.text, hookTypes);
  const hint = meant === undefined ? hintFor(item.text) : `Did you mean "${meant}"?`;
  const fixes: Fix[] =
    meant === undefined
      ? []
      : [{ title: `Change to "${meant}"`, edits: [replaceItem(known, item, meant)], preferred: true }];
  return {
    span: item.span,
    message: `"${item.text}" is not a hook type, so Argo CD never applies this ${kind} and does not say so. ${hint}`,
    fixes: [...fixes, ...separatorFix(known, item)],
  };
}

function hintFor(item: string): string {
  if ((helmHookTypes as readonly string[]).includes(item)) return `It is a Helm hook: use ${orList(hookTypes)} here.`;
  return `Use ${orList(hookTypes)}.`;
}

/** `PreSync;PostSync` or `PreSync PostSync`: commas were probably meant. */
function separatorFix(known: KnownAnnotation, item: ListItem): Fix[] {
  const parts = item.text.split(/[\s;|]+/).filter((part) => part !== "");
  if (parts.length < 2 || !parts.every((part) => nearest(part, hookTypes) !== undefined)) return [];
  const list = parts.map((part) => nearest(part, hookTypes) ?? part).join(",");
  return [{ title: `Change to "${list}"`, edits: [replaceItem(known, item, list)] }];
}

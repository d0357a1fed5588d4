/** What the rules ask about hooks. */
import { helmHookDeletePolicy } from "../catalogue/annotations/helm-hook-delete-policy.ts";
import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hookDeletePolicy } from "../catalogue/annotations/hook-delete-policy.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { meantKey } from "../catalogue/keys.ts";
import { insertAnnotation } from "../edit/insert.ts";
import { replaceValue } from "../edit/values.ts";
import { entryOf, type Entry, nodeAt } from "../manifest/node.ts";
import { type DeletePolicy, helmDeletePolicies, helmDeletePolicyMeaning } from "../sync/delete-policy.ts";
import type { HookType } from "../sync/hook.ts";
import { isWritten, type KnownAnnotation, knownAnnotations, sameBranch } from "./annotations.ts";
import { itemsOf, type ListItem } from "./items.ts";
import { misplacedEntries } from "./misplaced.ts";
import type { Fix, Subject } from "./rule.ts";

/** The hook types that a fix offers for a resource that is not a hook. */
const offered: readonly HookType[] = ["PreSync", "Sync", "PostSync"];

/** Whether there is, or may be, a hook annotation in any form: from a template, misspelt or misplaced. */
export function mayBeHook(subject: Subject): boolean {
  if (subject.manifest.moreAnnotations || isWritten(subject, hook, helmHook)) return true;
  const meant = subject.manifest.annotations.map(({ key }) => meantKey(key.text)?.spec);
  const misplaced = misplacedEntries(subject).map(({ spec }) => spec);
  return [...meant, ...misplaced].some((spec) => spec === hook || spec === helmHook);
}

/** The fixes that turn a resource into a hook, one for each type. */
export function makeHook(subject: Subject, types: readonly HookType[] = offered): Fix[] {
  return types.flatMap((type) => {
    const edit = insertAnnotation(subject, { key: hook.key, value: type });
    return edit === undefined ? [] : [{ title: `Make it a ${type} hook`, edits: [edit] }];
  });
}

/** Whether the resource is a Job of Kubernetes itself. */
function isJob({ manifest }: Subject): boolean {
  return manifest.group === "batch" && manifest.kind === "Job";
}

/** Whether the resource runs once, and no change makes it run again: a Job or a bare Pod. */
export function runsOnce(subject: Subject): boolean {
  return isJob(subject) || (subject.manifest.group === "" && subject.manifest.kind === "Pod");
}

/** Whether Kubernetes itself removes the resource some time after it has finished. */
export function removesItself({ manifest }: Subject): boolean {
  return nodeAt(manifest.node, "spec", "ttlSecondsAfterFinished") !== undefined;
}

/** Whether the manifest was exported from a cluster: it has fields that only the API server writes. */
export function isCopyOfLiveObject({ manifest }: Subject): boolean {
  const metadata = nodeAt(manifest.node, "metadata");
  return ["uid", "resourceVersion"].some((key) => nodeAt(metadata, key) !== undefined);
}

/** The entry of `generateName` in the metadata; `undefined` if there is none, or if a template may leave it out. */
export function generateNameOf(subject: Subject): Entry | undefined {
  const owner = entryOf(subject.manifest.node, "metadata");
  const entry = entryOf(owner?.value, "generateName");
  if (owner === undefined || entry === undefined || entry.merged || subject.manifest.generateName === "")
    return undefined;
  return sameBranch(subject, owner.key.span.start, entry.key.span.start) ? entry : undefined;
}

/** The first item that names a delete policy, in Argo CD's spelling or in Helm's. */
export function writtenPolicy(
  subject: Subject,
  policy: DeletePolicy,
): { readonly known: KnownAnnotation; readonly item: ListItem } | undefined {
  for (const known of knownAnnotations(subject, hookDeletePolicy, helmHookDeletePolicy)) {
    const meaning = known.spec === hookDeletePolicy ? (text: string): string => text : helmDeletePolicyMeaning;
    const item = itemsOf(known).find(({ text }) => meaning(text) === policy);
    if (item !== undefined) return { known, item };
  }
  return undefined;
}

/** The fix that adds a delete policy: to the annotation that already has some, or in a new one. */
export function addPolicy(subject: Subject, policy: DeletePolicy): Fix[] {
  const known = knownAnnotations(subject, hookDeletePolicy, helmHookDeletePolicy)[0];
  if (known === undefined) {
    if (isWritten(subject, hookDeletePolicy, helmHookDeletePolicy)) return [];
    const edit = insertAnnotation(subject, { key: hookDeletePolicy.key, value: policy });
    return edit === undefined ? [] : [{ title: `Add "${policy}"`, edits: [edit] }];
  }
  const helmWord = helmDeletePolicies.find((word) => helmDeletePolicyMeaning(word) === policy);
  const word = known.spec === hookDeletePolicy ? policy : (helmWord ?? policy);
  const items = itemsOf(known).map(({ text }) => text);
  const all = policy === "BeforeHookCreation" ? [word, ...items] : [...items, word];
  return [{ title: `Add "${word}"`, edits: [replaceValue(subject, known.annotation, all.join(","))] }];
}

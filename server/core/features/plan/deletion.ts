/** What happens when an application is deleted, in its order and in words. */
import type { Application } from "../../application/application.ts";
import { deletionOf, type Deletion, type KeptBecause } from "../../sync/deletion.ts";
import { isNamespace } from "../../sync/resource.ts";
import { enumerate, finalizerWords, nameOf } from "../words.ts";

/** One step of a deletion. */
export interface DeletionPart {
  readonly what: "hooks" | "batch" | "kept";
  /** `PreDelete hooks`, `Batch 1 of 3`, `PostDelete hooks`, `Kept in the cluster`. */
  readonly title: string;
  /** The indices of its members, in their order. */
  readonly members: readonly number[];
  /** Sentences on what it waits for, what holds it up and what is left. */
  readonly notes: readonly string[];
}

/** The deletion of an application, step by step; last comes what it leaves in the cluster. */
export function deletionParts(application: Application): readonly DeletionPart[] {
  const { plan, members, planOptions } = application;
  const deletion = deletionOf({ plan, resources: members.map(({ resource }) => resource) }, planOptions);
  const parts: readonly DeletionPart[] = [
    {
      what: "hooks",
      title: "PreDelete hooks",
      members: deletion.preDelete,
      notes: ["They are created all at once, before anything is deleted.", hookWords],
    },
    ...plan.deletion.map((batch, position): DeletionPart => ({
      what: "batch",
      title: `Batch ${position + 1} of ${plan.deletion.length}`,
      members: batch,
      notes: batchNotes(application, deletion, batch, position),
    })),
    {
      what: "hooks",
      title: "PostDelete hooks",
      members: deletion.postDelete,
      notes: postDeleteNotes(application, deletion),
    },
    {
      what: "kept",
      title: "Kept in the cluster",
      members: [...deletion.kept.keys()],
      notes: keptNotes(application, deletion),
    },
  ];
  return parts.filter(({ members: indices }) => indices.length > 0);
}

/** Mirrors `executeHooks` in controller/hook.go: waves and policies mean nothing there, and the manifests come from Git again. */
const hookWords =
  "The deletion waits until they have succeeded, and forever if one hangs, fails each time, or can no longer be generated from Git.";

function batchNotes(
  application: Application,
  deletion: Deletion,
  batch: readonly number[],
  position: number,
): string[] {
  const { unapproved, held, lost } = deletion;
  const homes = new Set(batch.map((index) => namespaceAt(application, index)));
  const gone = lost.filter((index) => homes.has(homeOf(application, index)));
  const kept = held.filter((index) => batch.includes(index));
  return [
    ...(position === 0 ? cascadeLines(application) : []),
    ...(position === 0 && unapproved.length > 0
      ? [
          `Nothing is deleted before someone approves it, because of Delete=confirm or Prune=confirm (${namesOf(application, unapproved)}).`,
        ]
      : []),
    ...(position === 0 ? hookLines(application) : []),
    ...(position === 0 && application.plan.deletion.length > 1
      ? ["Each batch is deleted when the one before is gone."]
      : []),
    ...(gone.length === 0
      ? []
      : [
          `${namesOf(application, gone)} ${gone.length === 1 ? "is" : "are"} deleted with the Namespace, which no option of ${gone.length === 1 ? "its" : "their"} own prevents.`,
        ]),
    ...heldNotes(application, kept),
  ];
}

/** Those with the same finalizers in one sentence: the children of an app of apps often all have one. */
function heldNotes(application: Application, held: readonly number[]): string[] {
  const byFinalizers = new Map<string, number[]>();
  for (const index of held) {
    const words = finalizerWords(application.members[index]?.resource ?? {});
    byFinalizers.set(words, [...(byFinalizers.get(words) ?? []), index]);
  }
  return [...byFinalizers].map(
    ([words, indices]) =>
      `${namesOf(application, indices)} ${indices.length === 1 ? "is gone only when its" : "are gone only when their"} ${words} been removed.`,
  );
}

/** Mirrors `CascadedDeletion` in pkg/apis/application/v1alpha1/types.go, and `Delete` in server/application/application.go, which adds the finalizer. */
function cascadeLines({ planOptions: { cascade } }: Application): string[] {
  switch (cascade) {
    case "none":
      return [
        "The Application has no finalizer resources-finalizer.argocd.argoproj.io: argocd app delete deletes its resources, while kubectl delete leaves them all in the cluster.",
      ];
    case "background":
      return [
        "The Application has the finalizer of a background deletion: Pods and others that a resource owns may still be there when the next batch begins.",
      ];
    case "foreground":
    case undefined:
      return [];
  }
}

/** The name of a Namespace; `undefined` for any other resource. */
function namespaceAt({ members }: Application, index: number): string | undefined {
  const resource = members[index]?.resource;
  return resource !== undefined && isNamespace(resource) ? resource.name : undefined;
}

/** The namespace that a resource is in. */
function homeOf({ members, namespace }: Application, index: number): string {
  const declared = members[index]?.resource.namespace ?? "";
  return declared === "" ? namespace : declared;
}

/** Hooks carry the mark of their application like anything else. Mirrors `GetManagedLiveObjs` in controller/cache/cache.go. */
function hookLines({ plan }: Application): string[] {
  const hasHooks = plan.behaviours.some(({ role, preDelete }) => role === "hook" || preDelete);
  return hasHooks ? ["Hooks that are still there are deleted too, each with the resources of its wave."] : [];
}

function postDeleteNotes(application: Application, { left, homeless }: Deletion): string[] {
  const staying = left.filter((index) => !homeless.includes(index));
  return [
    "They are created all at once, when the resources are gone.",
    hookWords,
    ...homeless.map(
      (index) =>
        `${nameAt(application, index)} cannot be created, because its Namespace has been deleted: the deletion does not end.`,
    ),
    ...(staying.length === 0
      ? []
      : [
          `${namesOf(application, staying)} ${staying.length === 1 ? "stays" : "stay"} in the cluster, as only HookSucceeded deletes a PostDelete hook afterwards.`,
        ]),
  ];
}

const keptWords: Readonly<Record<KeptBecause, string>> = {
  definition: "a CustomResourceDefinition is never deleted",
  "resource-policy": "helm.sh/resource-policy: keep",
  option: "Delete=false",
  "application-option": "Delete=false of the application",
};

function keptNotes(application: Application, { kept }: Deletion): string[] {
  const reasons = new Map<KeptBecause, number[]>();
  for (const [index, reason] of kept) reasons.set(reason, [...(reasons.get(reason) ?? []), index]);
  return [...reasons].map(([reason, indices]) => `${namesOf(application, indices)}: ${keptWords[reason]}.`);
}

function namesOf(application: Application, indices: readonly number[]): string {
  return enumerate(indices.map((index) => nameAt(application, index)));
}

function nameAt({ members }: Application, index: number): string {
  const member = members[index];
  return member === undefined ? "" : nameOf(member);
}

import { annotationKeys } from "../sync/annotations.ts";
import { annotationPlace, hookPlace, removeHooks } from "../rule-kit/hook-places.ts";
import type {
  ApplicationFinding,
  ApplicationFix,
  ApplicationRule,
  FilePlace,
  MemberPlace,
} from "../rule-kit/application-rule.ts";
import { nameSpan, named, namedTogether } from "../rule-kit/application-words.ts";
import { type Destroyed, destroyed } from "../rule-kit/destroyed.ts";
import { optionFixes } from "../rule-kit/option-faults.ts";
import type { Roster } from "../roster/roster.ts";

/** Mirrors `deleteBeforeCreation` in gitops-engine/pkg/sync/sync_task.go, and `applyObject` in gitops-engine/pkg/sync/sync_context.go. */
export const destroyedInEachSync: ApplicationRule = {
  id: "destroyed-in-each-sync",
  scope: "application",
  severity: "warning",
  summary: "Something that holds data or serves requests is deleted in every sync, as a hook or by its options.",
  docs: `
With the default policy \`BeforeHookCreation\`, each sync deletes and recreates the hook of the last one.
That is meant for Jobs.
A Namespace, a PersistentVolumeClaim, a database, a CustomResourceDefinition, an ApplicationSet or an Application with \`resources-finalizer.argocd.argoproj.io\` takes with it what it holds; a Deployment or a Service stops serving.
Helm's \`helm.sh/hook\` and annotations that a kustomization adds do the same.
\`Force=true\` with \`Replace=true\` deletes and recreates an object in each sync that applies it, which is meant for Jobs, too.
To apply such an object earlier or later than others, remove the hook and give it a sync wave.
A hook with \`HookSucceeded\` is meant to be there only during the sync, so it is not reported.
ServiceAccounts, roles, ConfigMaps and other objects that lose nothing when they are recreated are not reported.
`,
  *check(roster) {
    const byPlace = new Map<
      string,
      { readonly place: MemberPlace | FilePlace; readonly all: [Destroyed, ...Destroyed[]] }
    >();
    for (const entry of roster.members) {
      const it = destroyed(entry);
      const place = it && placeOf(roster, it);
      if (it === undefined || place === undefined) continue;
      // A kustomization makes hooks of several with one line.
      const key = "member" in place ? `${entry.index}` : `${place.span.start} ${place.fileName}`;
      const others = byPlace.get(key);
      if (others === undefined) byPlace.set(key, { place, all: [it] });
      else others.all.push(it);
    }
    for (const { place, all } of byPlace.values()) yield findingOf(place, all);
  },
  examples: [
    {
      title: "A claim that should come first",
      files: {
        "data.yaml": `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    argocd.argoproj.io/hook: PreSync
    #                        ^^^^^^^ Every sync deletes and recreates PersistentVolumeClaim "data", which is a hook: its data is lost, unless its volume is retained. Remove the hook, and order it with a sync wave.
`,
      },
    },
    {
      title: "A child application whose resources go with it",
      files: {
        "queue.yaml": `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: queue
  finalizers: [resources-finalizer.argocd.argoproj.io]
  annotations:
    helm.sh/hook: pre-install
    #             ^^^^^^^^^^^ Every sync deletes and recreates Application "queue", which is a hook: all its resources go with it. Remove the hook, and order it with a sync wave.
`,
      },
    },
    {
      title: "A claim that is replaced by force",
      files: {
        "data.yaml": `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    argocd.argoproj.io/sync-options: Force=true,Replace=true
    #                                ^^^^^^^^^^^^^^^^^^^^^^^ Every sync that applies PersistentVolumeClaim "data" deletes and recreates it, because of "Force=true" with "Replace=true": its data is lost, unless its volume is retained. Remove "Replace=true".
`,
      },
    },
    {
      title: "A Deployment that is there only during the sync",
      files: {
        "proxy.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: proxy
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
      },
    },
    {
      title: "What loses nothing",
      files: {
        "rights.yaml": `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: kept
  annotations:
    argocd.argoproj.io/hook: Sync
    argocd.argoproj.io/hook-delete-policy: HookFailed
`,
      },
    },
  ],
};

function placeOf(roster: Roster, { entry, by }: Destroyed): MemberPlace | FilePlace | undefined {
  return by === "hook" ? hookPlace(roster, entry) : annotationPlace(roster, entry, annotationKeys.syncOptions);
}

function findingOf(
  place: MemberPlace | FilePlace,
  [only, ...more]: readonly [Destroyed, ...Destroyed[]],
): ApplicationFinding {
  const all = [only, ...more];
  const entries = all.map(({ entry }) => entry);
  const isOne = more.length === 0;
  const names = namedTogether(entries);
  const loss = isOne ? only.loss : "what they hold or serve is lost with them";
  return {
    ...place,
    message:
      only.by === "hook"
        ? `Every sync deletes and recreates ${names}, ${isOne ? "which is a hook" : "which are hooks"}: ${loss}. Remove the hook, and order ${isOne ? "it" : "them"} with a sync wave.`
        : `Every sync that applies ${names} deletes and recreates ${isOne ? "it" : "them"}, because of "Force=true" with "Replace=true": ${loss}. Remove "${only.by}".`,
    related: isOne
      ? []
      : all.map((it) => ({
          member: it.entry.member,
          span: nameSpan(it.entry),
          message: `${named(it.entry)}: ${it.loss}.`,
        })),
    fixes: () => (isOne ? fixesOf(only) : []),
  };
}

function fixesOf({ entry, by }: Destroyed): readonly ApplicationFix[] {
  return by === "hook" ? removeHooks([entry]) : optionFixes([entry], { title: `Remove "${by}"`, removed: by });
}

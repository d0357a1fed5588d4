import { contentOf } from "../application/as-deployed.ts";
import { hookPlace, removeHooks } from "../rule-kit/hook-places.ts";
import type { ApplicationFinding, ApplicationRule, FilePlace, MemberPlace } from "../rule-kit/application-rule.ts";
import { nameSpan, named, namedTogether } from "../rule-kit/application-words.ts";
import { isHookWith } from "../rule-kit/needed-later.ts";
import { lossWith } from "../rule-kit/losses.ts";
import type { RosterMember } from "../roster/roster.ts";

export const destroyedInEachSync: ApplicationRule = {
  id: "destroyed-in-each-sync",
  scope: "application",
  severity: "warning",
  summary: "A hook that holds data or serves requests is deleted in every sync.",
  docs: `
With the default policy \`BeforeHookCreation\`, each sync deletes and recreates the hook of the last one.
That is meant for Jobs.
A Namespace, a PersistentVolumeClaim, a CustomResourceDefinition or an Application with \`resources-finalizer.argocd.argoproj.io\` takes with it what it holds; a Deployment or a Service stops serving.
Helm's \`helm.sh/hook\` and annotations that a kustomization adds do the same.
To apply such an object earlier or later than others, remove the hook and give it a sync wave.
A hook with \`HookSucceeded\` is meant to be there only during the sync, so it is not reported.
ServiceAccounts, roles, ConfigMaps and other objects that lose nothing when they are recreated are not reported.
`,
  *check(roster) {
    const byPlace = new Map<
      string,
      { readonly place: MemberPlace | FilePlace; readonly hooks: [Destroyed, ...Destroyed[]] }
    >();
    for (const entry of roster.members) {
      const hook = destroyed(entry);
      const place = hook && hookPlace(roster, entry);
      if (hook === undefined || place === undefined) continue;
      // A kustomization makes hooks of several with one line.
      const key = "member" in place ? `${entry.index}` : `${place.span.start} ${place.fileName}`;
      const others = byPlace.get(key);
      if (others === undefined) byPlace.set(key, { place, hooks: [hook] });
      else others.hooks.push(hook);
    }
    for (const { place, hooks } of byPlace.values()) yield findingOf(place, hooks);
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

/** A hook, and what goes with it. */
interface Destroyed {
  readonly hook: RosterMember;
  readonly loss: string;
}

/**
 * What every sync destroys; `undefined` where nothing is lost, where nothing is certain, or where the hook is meant to be gone after
 * the sync. Mirrors `deleteBeforeCreation` of `syncTask` in gitops-engine/pkg/sync/sync_task.go.
 */
function destroyed(hook: RosterMember): Destroyed | undefined {
  const { behaviour, provisional } = hook;
  const isApplied = behaviour.phases.some((phase) => phase !== "SyncFail");
  if (!isApplied || provisional) return undefined;
  if (!isHookWith(hook, "BeforeHookCreation") || isHookWith(hook, "HookSucceeded")) return undefined;
  const loss = lossWith(contentOf(hook.member) ?? hook.member.manifest);
  return loss === undefined ? undefined : { hook, loss };
}

function findingOf(
  place: MemberPlace | FilePlace,
  [only, ...more]: readonly [Destroyed, ...Destroyed[]],
): ApplicationFinding {
  const all = [only, ...more];
  const hooks = all.map(({ hook }) => hook);
  const isOne = more.length === 0;
  const [which, them] = isOne ? ["which is a hook", "it"] : ["which are hooks", "them"];
  const names = namedTogether(hooks);
  const deleted = `Every sync deletes and recreates ${names}, ${which}`;
  const loss = isOne ? only.loss : "what they hold or serve is lost with them";
  return {
    ...place,
    message: `${deleted}: ${loss}. Remove the hook, and order ${them} with a sync wave.`,
    related: isOne
      ? []
      : all.map((it) => ({
          member: it.hook.member,
          span: nameSpan(it.hook),
          message: `${named(it.hook)}: ${it.loss}.`,
        })),
    fixes: () => (isOne ? removeHooks(hooks) : []),
  };
}
